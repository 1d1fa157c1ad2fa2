import { expect, test } from "vitest";

import type { AdviceRequest } from "../../src/rulebook/advice.ts";
import { reviewAs } from "../../src/rulebook/review.ts";
import type { Playbook } from "../../src/schema/playbook.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";
import { registration } from "../fakes/review.ts";
import { shipped } from "../fakes/shipped-epic.ts";
import { facet, item, playbook, sceneWith } from "./playbook/fixture.ts";

const question = {
  id: "hold-q",
  persona: "architect",
  text: "How long is a hold kept?",
  assume: "three days",
  when: [],
  together: [],
  unless: [],
  presupposes: [],
  blocksEstimate: false,
};
const HOLDS = playbook({
  items: [
    item("hold-queue", { persona: "product-owner", title: "Say who is next" }),
    item("hold-race", { title: "Settle two at once", after: ["hold-queue"] }),
    item("hold-shelf", { title: "Keep the shelf" }),
  ],
  questions: [question],
});

const MAILS = facet();

/** What one persona says where only `playbooks` are known. */
function ask(
  text: string,
  name: string,
  playbooks: Playbook[] = [HOLDS],
  { own, findings }: { own?: PersonaRegistration; findings?: AdviceRequest["findings"] } = {},
) {
  const { reading, ...scene } = sceneWith(text, playbooks, [MAILS]);
  const persona = own ?? shipped.personas.find((each) => each.name === name);
  return reviewAs({
    persona: persona ?? registration(name),
    knowledge: shipped,
    reading,
    scene: { reading, ...scene },
    findings,
    earlier: [],
    mode: "standard",
    settings: { currency: "USD", dayRate: 800, enforceDevops: false, teamExperience: "known" },
  });
}

const ids = (review: ReturnType<typeof ask>) => review.recommendations.map(({ id }) => id);

const KIND = "Members put a hold on a book. The branch keeps it. They pay a late fee by card.";
const OTHER =
  "Patients of our 40 clinics book video visits with a clinician in a mobile app. Clinicians see notes in the EHR via FHIR. HIPAA applies. About 60,000 patients pay by card.";

test("on a known kind a persona speaks of that kind, and its topic rules are silent", () => {
  expect(ids(ask(KIND, "architect"))).toEqual(["hold-shelf", "hold-race"]);
});

test("on a known kind its own questions take the place of the general ones", () => {
  expect(ask(KIND, "architect").questions.map(({ id }) => id)).toEqual(["hold-q"]);
  const others = ask(KIND, "performance-specialist").questions;
  expect(others.every(({ blocksEstimate }) => blocksEstimate)).toBe(true);
});

test("a persona with nothing to say of the kind says so", () => {
  const review = ask(KIND, "devops-engineer");
  expect(ids(review)).toEqual([]);
  expect(review.insights).toContain(
    "Nothing in the description calls for a recommendation here; what it leaves open is among the questions.",
  );
});

test("the description is understood better where its kind is known", () => {
  expect(ask(KIND, "architect").confidence).toBeGreaterThan(ask(KIND, "architect", []).confidence);
});

test("what the description shows beside its kind, or without any, is spoken of as well", () => {
  const mails = "The reader gets a mail when one is back. They get a letter. They get mails.";
  expect(ids(ask(`We lend books. ${mails}`, "devops-engineer", []))).toEqual(["mail-bounce"]);
  expect(ids(ask(`${KIND} ${mails}`, "devops-engineer"))).toEqual(["mail-bounce"]);
  expect(ids(ask(OTHER, "devops-engineer", []))).toEqual([]);
});

test("a wish of one line gets questions, no advice", () => {
  const review = ask("Make the app better", "security-specialist", []);
  expect(ids(review)).toEqual([]);
  expect(review.questions.length).toBeGreaterThan(0);
});

test("a persona of the user's own keeps its rules on a known kind", () => {
  const own = registration("legal-counsel", {
    focusAreas: [{ id: "terms", title: "Terms", asks: "Who agrees" }],
    rules: [
      {
        id: "legal-terms",
        focus: "terms",
        when: { always: true },
        title: "State the fee in the terms",
        type: "blocking",
        priority: "high",
        effort: { mvp: [1, 2], standard: [1, 2], enterprise: [1, 2] },
        rationale: "A fee that nobody agreed to cannot be collected.",
        acceptance: "The terms name the fee.",
        references: [],
      },
    ],
  });
  expect(ids(ask(KIND, "legal-counsel", [HOLDS], { own }))).toEqual(["legal-terms"]);
});

test("where neither kind nor facet has anything to say single sentences are read", () => {
  const finding = {
    hazard: {
      id: "video-drop",
      persona: "security-specialist",
      priority: "high" as const,
      effort: { standard: [1, 2] as [number, number] },
      references: [],
    },
    title: "Say who may listen",
    why: "A third person joins unseen.",
    done: "A test shows it.",
    evidence: { quote: "book video visits", sentence: 1 },
    strength: 0.8,
  };
  const spoken = { findings: () => [finding] };
  const few = ask("Neighbours lend each other tools.", "security-specialist", [], spoken);
  expect(ids(few)).toEqual(["video-drop"]);
  const known = ask(KIND, "security-specialist", [HOLDS], spoken);
  expect(ids(known)).toEqual([]);
  const long = "The neighbours lend each other the tools that they have. ".repeat(13);
  expect(ids(ask(long, "security-specialist", [], spoken))).toEqual([]);
});

test("where hardly a word is English, topic rules say a little of what signals show, and never block", () => {
  const text =
    "Wir möchten Patientinnen per App und Website Termine buchen lassen. FHIR, SSO mit SAML, DSGVO und HIPAA gelten, 60.000 Personen zahlen mit Kreditkarte über Stripe.";
  const review = ask(text, "security-specialist", []);
  expect(review.recommendations.length).toBeGreaterThan(0);
  expect(review.recommendations.length).toBeLessThanOrEqual(2);
  expect(review.recommendations.every(({ type }) => type === "suggested")).toBe(true);
});

test("a recommendation names what professionals call its subject, where the build found a name", () => {
  const known = {
    ...item("hold-race", { title: "Settle two at once" }),
    known: ["race condition"],
  };
  const [said] = ask(KIND, "architect", [playbook({ items: [known] })]).recommendations;
  expect(said?.description).toContain("\nKnown as: race condition");
});
