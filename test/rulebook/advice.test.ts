import { expect, test } from "vitest";

import type { AdviceRequest } from "../../src/rulebook/advice.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import { openScene } from "../../src/rulebook/playbook/scene.ts";
import { reviewAs } from "../../src/rulebook/review.ts";
import type { Playbook } from "../../src/schema/playbook.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";
import { registration } from "../fakes/review.ts";
import { shipped } from "../fakes/shipped-epic.ts";
import { alike, item, playbook } from "./playbook/fixture.ts";

const question = {
  id: "hold-q",
  persona: "architect",
  text: "How long is a hold kept?",
  assume: "three days",
  when: [],
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

/** What one persona says where only `playbooks` are known. */
function ask(
  text: string,
  name: string,
  playbooks: Playbook[] = [HOLDS],
  { own, findings }: { own?: PersonaRegistration; findings?: AdviceRequest["findings"] } = {},
) {
  const { presuppositions } = shipped;
  const { reading, ...scene } = openScene(
    readDescription(text, shipped),
    { likeness: alike(playbooks), presuppositions },
    (id) => playbooks.find((each) => each.id === id) ?? HOLDS,
  );
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
  expect(ids(ask(KIND, "architect"))).toEqual(["hold-race", "hold-shelf"]);
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

test("on no known kind only the sure rules speak, and few of them", () => {
  const review = ask(OTHER, "security-specialist", []);
  expect(review.recommendations.length).toBeGreaterThan(0);
  expect(review.recommendations.length).toBeLessThanOrEqual(5);
  const whole = ids(ask(OTHER, "security-specialist"));
  expect(whole).toEqual(ids(review));
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

test("on no known kind sentences are read for whoever has no sure rule", () => {
  const finding = {
    hazard: {
      id: "video-drop",
      persona: "security-specialist",
      type: "blocking" as const,
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
  const many = ask(OTHER, "security-specialist", [], spoken);
  expect(ids(many)).not.toContain("video-drop");
  expect(many.recommendations.length).toBe(2);
  expect(many.recommendations.every(({ type }) => type === "suggested")).toBe(true);
});
