import { expect, test } from "vitest";

import { askFromPlaybooks } from "../../../src/rulebook/playbook/ask.ts";
import { proposeFromPlaybooks } from "../../../src/rulebook/playbook/propose.ts";
import { openQuestionsOf } from "../../../src/rulebook/questions.ts";
import type { Playbook } from "../../../src/schema/playbook.ts";
import { shipped } from "../../fakes/shipped-epic.ts";
import { item, playbook, sceneWith } from "./fixture.ts";

const TEXT =
  "Members put a hold on a book. The branch keeps it until it is ready. They get a mail.";
/** With a title, which may name several kinds. */
const HEADED = `# Members put a hold on a book\n\n${TEXT}`;

const sceneOf = (text: string, ...playbooks: Playbook[]) => sceneWith(text, playbooks, []);

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

test("without conditions of its own it quotes the sentence that says most of what it says", () => {
  const near = {
    title: "Ready means the branch keeps it",
    why: "It is kept.",
    done: "It is ready.",
  };
  const book = playbook({ items: [item("hold-ready", near), item("hold-far", FAR)] });
  const quotes = propose(sceneOf(TEXT, book)).map(({ evidence }) => evidence?.[0]?.quote);
  expect(quotes).toEqual(["The branch keeps it until it is ready", "Members put a hold on a book"]);
});

const FAR = { title: "Xx", why: "Yy", done: "Zz" };

test("an item of which the description speaks comes before one of which it does not", () => {
  const near = { title: "Ready means the branch has it", why: "It is kept.", done: "It is ready." };
  const book = playbook({ items: [item("hold-far", FAR), item("hold-ready", near)] });
  expect(propose(sceneOf(TEXT, book)).map(({ rule }) => rule.id)).toEqual([
    "hold-ready",
    "hold-far",
  ]);
});

const words = (from: number) => Array.from({ length: 20 }, (_, at) => `word${from + at}`).join(" ");

test("of a long sentence the words around those that matter are quoted", () => {
  const book = playbook({ items: [item("hold-mail", { when: [["mail"]] })] });
  const text = `Members put a hold at the branch. ${words(0)} mail ${words(20)}.`;
  expect(propose(sceneOf(text, book))[0]?.evidence?.[0]?.quote).toBe(
    [...words(0).split(" ").slice(13), "mail", ...words(20).split(" ").slice(0, 12)].join(" "),
  );
});

test("two conditions that one sentence meets quote it once", () => {
  const book = playbook({ items: [item("hold-mail", { when: [["mail"], ["get"], ["branch"]] })] });
  expect(propose(sceneOf(TEXT, book))[0]?.evidence?.map(({ sentence }) => sentence)).toEqual([
    3, 2,
  ]);
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
    items: [item("hold-a"), item("hold-b", { type: "blocking" })],
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

const askedWhere = (settles: string[]) =>
  openQuestionsOf(sceneOf(TEXT, playbook({ settles })).reading, shipped).map(({ id }) => id);

test("what a kind answers by being one need not be asked", () => {
  expect(askedWhere([])).toContain("q-interface");
  expect(askedWhere(["q-interface"])).not.toContain("q-interface");
});

const question = (id: string, unless: string[]) => ({
  id,
  persona: "architect",
  text: "How long is a hold of {a reader} kept?",
  assume: "three days",
  when: [],
  together: [],
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

test("in a long text an item must be spoken of more than by chance, most where no title names the kind", () => {
  const many = Array.from({ length: 60 }, (_, at) => `They lend thing${at}.`).join(" ");
  const near = { title: "Ready means the branch has it", why: "It is kept.", done: "It is ready." };
  const book = playbook({ items: [item("hold-ready", near), item("hold-far", FAR)] });
  const said = (text: string) => propose(sceneOf(text, book)).map(({ rule }) => rule.id);
  expect(said(TEXT)).toEqual(["hold-ready", "hold-far"]);
  expect(said(`${TEXT} ${many}`)).toEqual(["hold-ready"]);
});

const PLAN = { id: "plan", genre: true };
const both = (text: string, planned: Parameters<typeof item>[1], own = {}) =>
  propose(
    sceneOf(
      text,
      playbook({ items: [item("hold-own", { ...FAR, title: "Owned alone", ...own })] }),
      playbook({ ...PLAN, items: [item("plan-mail", { ...FAR, title: "Planned", ...planned })] }),
    ),
  ).map(({ rule }) => rule.id);
const MAILED = "They get a mail at the branch.";
const WROTE = "A letter goes to the parish.";
const LENT = " They lend a book.".repeat(13);

test("of what a long text says by the way, no genre speaks", () => {
  const joined = { why: "A letter, a parish, a book.", together: [["letter"], ["parish"]] };
  expect(both(`${HEADED}${LENT} ${WROTE}`, joined)).not.toContain("plan-mail");
  expect(both(`${HEADED}${LENT} ${WROTE} ${WROTE}`, joined)).toContain("plan-mail");
  expect(both(`${HEADED} ${WROTE}`, joined)).toContain("plan-mail");
  const apart = `${HEADED}${LENT} Letter. Letter. Letter. Parish. Parish. Parish. ${WROTE}`;
  expect(both(apart, joined)).toContain("plan-mail");
});

test("beside a genre a kind speaks of what a long text dwells on, without one of all", () => {
  const own = { when: [["mail"]] };
  expect(both(`${HEADED}${LENT}`, {}, own)).not.toContain("hold-own");
  expect(both(`${HEADED}${LENT}${` ${MAILED}`.repeat(6)}`, {}, own)).toContain("hold-own");
  expect(both(`${HEADED}${" They lend a book.".repeat(3)}`, {}, own)).toContain("hold-own");
  const alone = playbook({ items: [item("hold-own", { title: "A book", ...own })] });
  expect(propose(sceneOf(`${HEADED}${LENT}`, alone))).toHaveLength(1);
});

test("a genre says all that it has to say beside a kind", () => {
  const items = [1, 2, 3, 4, 5].map((at) => item(`plan-${at}`, { title: `Plan${at} part${at}` }));
  const genre = playbook({ id: "plan", genre: true, items });
  const ids = propose(sceneOf(HEADED, playbook(), genre)).map(({ rule }) => rule.id);
  expect(ids.filter((id) => id.startsWith("plan-"))).toHaveLength(5);
});
