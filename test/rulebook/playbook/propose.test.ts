import { expect, test } from "vitest";

import { readDescription } from "../../../src/rulebook/detect.ts";
import { askFromPlaybooks } from "../../../src/rulebook/playbook/ask.ts";
import { proposeFromPlaybooks } from "../../../src/rulebook/playbook/propose.ts";
import { openScene } from "../../../src/rulebook/playbook/scene.ts";
import type { Playbook } from "../../../src/schema/playbook.ts";
import { shipped } from "../../fakes/shipped-epic.ts";
import { alike, item, playbook } from "./fixture.ts";

const TEXT =
  "Members put a hold on a book. The branch keeps it until it is ready. They get a mail.";
/** With a title, which may name several kinds. */
const HEADED = `# Members put a hold on a book\n\n${TEXT}`;

function sceneOf(text: string, ...playbooks: Playbook[]) {
  const reading = readDescription(text, shipped);
  const find = (id: string) => playbooks.find((each) => each.id === id) ?? playbook();
  return openScene(
    reading,
    { likeness: alike(playbooks), presuppositions: shipped.presuppositions },
    find,
  );
}

const propose = (scene: ReturnType<typeof sceneOf>, facts: string[] = []) =>
  proposeFromPlaybooks({
    persona: "architect",
    scene,
    mode: "standard",
    ranking: shipped.estimation.ranking,
    facts: new Set(facts),
  });

test("a recommendation is worded for the description and quotes what caused it", () => {
  const book = playbook({
    items: [
      item("hold-mail", { when: [["mail"]], title: "Tell {the reader}".replace("the ", "") }),
    ],
  });
  const [candidate] = propose(sceneOf(TEXT, book));
  expect(candidate?.rule.title).toBe("Tell member");
  expect(candidate?.evidence).toEqual([{ quote: "They get a mail", sentence: 3 }]);
});

test("without conditions of its own it quotes where the kind is named", () => {
  const [candidate] = propose(sceneOf(TEXT, playbook()));
  expect(candidate?.evidence).toEqual([{ quote: "Members put a hold on a book", sentence: 1 }]);
});

test("a long sentence is quoted up to a word", () => {
  const words = Array.from({ length: 20 }, (_, at) => `word${at}`).join(" ");
  const [candidate] = propose(sceneOf(`Members put a hold at the branch ${words}.`, playbook()));
  expect(candidate?.evidence?.[0]?.quote).toBe(
    "Members put a hold at the branch word0 word1 word2 word3 word4 word5 word6",
  );
});

test("it builds on what an earlier review of the same kind said", () => {
  const book = playbook({
    items: [item("hold-a", { persona: "product-owner" }), item("hold-b", { after: ["hold-a"] })],
  });
  expect(propose(sceneOf(TEXT, book), ["hold-a"])[0]?.facts).toEqual(["hold-a"]);
  expect(propose(sceneOf(TEXT, book))[0]?.facts).toEqual([]);
});

test("two kinds that raise the same thing raise it once", () => {
  const other = playbook({
    id: "other",
    items: [item("other-queue", { title: "Settle hold queue" })],
  });
  const ids = propose(sceneOf(HEADED, playbook(), other)).map(({ rule }) => rule.id);
  expect(ids).toHaveLength(5);
});

test("the surest kind scores highest, and what blocks more than what does not", () => {
  const book = playbook({
    items: [item("hold-a"), item("hold-b", { type: "blocking", title: "Refuse the second" })],
  });
  const weaker = playbook({
    id: "weaker",
    signs: [{ terms: ["ready"], weight: 1 }],
    items: [item("weaker-a", { title: "Count the shelves" })],
  });
  const scores = Object.fromEntries(
    propose(sceneOf(HEADED, weaker, book)).map(({ rule, score }) => [rule.id, score]),
  );
  expect(scores["hold-b"]).toBeGreaterThan(scores["hold-a"] ?? 0);
  expect(scores["hold-a"]).toBeGreaterThan(scores["weaker-a"] ?? 0);
});

test("an item without figures for a mode is silent in it", () => {
  const book = playbook({ items: [item("hold-a", { effort: { mvp: [1, 1] } })] });
  expect(propose(sceneOf(TEXT, book))).toEqual([]);
});

test("what is taken for granted must be shown, by a signal or by words", () => {
  const scene = sceneOf(TEXT, playbook());
  expect([scene.shown("notification"), scene.shown("payment")]).toEqual([true, false]);
});

const question = (id: string, unless: string[]) => ({
  id,
  persona: "architect",
  text: "How long is a hold of {a reader} kept?",
  assume: "three days",
  when: [],
  unless,
  presupposes: [],
  blocksEstimate: true,
});

test("questions are asked by their persona, unless the text answers them", () => {
  const book = playbook({ questions: [question("hold-q1", []), question("hold-q2", ["ready"])] });
  expect(askFromPlaybooks("architect", sceneOf(TEXT, book))).toEqual([
    {
      id: "hold-q1",
      text: "How long is a hold of a member kept?",
      askedBy: "architect",
      blocksEstimate: true,
      assumption: "three days",
    },
  ]);
  expect(askFromPlaybooks("product-owner", sceneOf(TEXT, book))).toEqual([]);
});

test("only a kind that the title names is sure enough to block", () => {
  const book = playbook({ items: [item("hold-a", { type: "blocking" })] });
  expect(propose(sceneOf(TEXT, book))[0]?.type).toBe("blocking");
  const below =
    "We lend books. Members put a hold at the branch. They place a hold again. It is ready.";
  expect(propose(sceneOf(below, book))[0]?.type).toBe("suggested");
});
