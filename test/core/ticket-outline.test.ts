import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { Traced } from "../../src/core/ticket-ids.ts";
import { outlineTicket } from "../../src/core/ticket-outline.ts";
import { anyAssessment, anyOutputs, epicOf } from "../fakes/any-epic.ts";
import { ticketEpic } from "../fakes/ticket-epic.ts";

const outline = outlineTicket(ticketEpic().epic);
const traces = (items: readonly Traced[]) =>
  items.map(({ id, recommendation }) => `${id} ${recommendation.id}`);

test("the product owner's advice becomes functional requirements, and business rules where people decide", () => {
  expect(traces(outline.business)).toEqual(["BR-1 po-window"]);
  expect(traces(outline.functional)).toEqual(["FR-1 po-label", "FR-2 po-stories"]);
});

test("what the others ask for becomes integration and non-functional requirements, in the order of the reviews", () => {
  expect(traces(outline.integration)).toEqual(["IR-1 arch-carrier"]);
  expect(traces(outline.qualities)).toEqual([
    "NFR-1 arch-states",
    "NFR-2 sec-proof",
    "NFR-3 perf-list",
    "NFR-4 a11y-label",
    "NFR-5 ops-flag",
  ]);
});

test("every requirement that can be checked has a criterion, and its level follows from its urgency", () => {
  expect(
    outline.criteria.map(({ id, level, requirement }) => `${id} ${level} ${requirement.id}`),
  ).toEqual([
    "AC-1 P1 FR-1",
    "AC-2 P0 BR-1",
    "AC-3 P1 IR-1",
    "AC-4 P0 NFR-1",
    "AC-5 P0 NFR-2",
    "AC-6 P2 NFR-3",
    "AC-7 P2 NFR-5",
  ]);
});

test("decisions come from all but the product owner and DevOps, those first that block", () => {
  expect(traces(outline.decisions)).toEqual([
    "D-1 arch-states",
    "D-2 sec-proof",
    "D-3 arch-carrier",
    "D-4 perf-list",
    "D-5 a11y-label",
  ]);
});

test("tasks are the parts of the feature, the roadmap, and what the roadmap leaves out", () => {
  const tasks = outline.tasks.map(({ kind, phase, tasks: own }) => [
    kind,
    phase?.id,
    ...own.map(({ id, source, dependencies }) => [id, source, ...dependencies].join(" ")),
  ]);
  expect(tasks).toEqual([
    ["feature", undefined, "T-1 base-web", "T-2 base-api"],
    ["phase", "decide", "T-3 po-window", "T-4 sec-proof T-3", "T-5 arch-states"],
    [
      "phase",
      "build",
      "T-6 arch-carrier",
      "T-7 po-label T-3",
      "T-8 perf-list",
      "T-9 a11y-label",
      "T-10 ops-flag",
    ],
    ["unscheduled", undefined, "T-11 po-stories"],
  ]);
});

test("the gravest risk is R-1, and questions are assumptions", () => {
  expect(outline.risks.map(({ id, risk }) => `${id} ${risk.id}`)).toEqual([
    "R-1 risk-carrier",
    "R-2 risk-fraud",
  ]);
  expect(outline.assumptions.map(({ id, question }) => `${id} ${question.id}`)).toEqual([
    "A-1 q-who-pays",
    "A-2 q-abroad",
  ]);
});

test("whatever personas answer, each piece of advice is one requirement and one task, and tasks depend on tasks", () => {
  fc.assert(
    fc.property(anyOutputs, anyAssessment, (outputs, assessed) => {
      const { epic } = epicOf(outputs, assessed);
      const said = epic.personas.flatMap((persona) => persona.recommendations.map(({ id }) => id));
      const { functional, business, integration, qualities, tasks } = outlineTicket(epic);
      const requirements = [...functional, ...business, ...integration, ...qualities];
      expect(requirements.map(({ recommendation }) => recommendation.id).toSorted()).toEqual(
        said.toSorted(),
      );
      const all = tasks.flatMap((group) => group.tasks);
      const advised = all.filter(({ advice }) => advice).map(({ source }) => source);
      expect(advised.toSorted()).toEqual(said.toSorted());
      expect(all.map(({ id }) => id)).toEqual(all.map((_task, index) => `T-${index + 1}`));
      const known = new Set(all.map(({ id }) => id));
      expect(
        all.flatMap(({ dependencies }) => dependencies).filter((id) => !known.has(id)),
      ).toEqual([]);
    }),
  );
});

test("a question that two personas ask is two assumptions", () => {
  const { epic } = ticketEpic();
  const [question] = epic.questions;
  const questions = question ? [question, { ...question, askedBy: "architect" }] : [];
  const ids = outlineTicket({ ...epic, questions }).assumptions.map(({ id }) => id);
  expect(ids).toEqual(["A-1", "A-2"]);
});
