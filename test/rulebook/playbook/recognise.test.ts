import { expect, test } from "vitest";

import { meets, speakingItems } from "../../../src/rulebook/playbook/items.ts";
import { recogniseKinds } from "../../../src/rulebook/playbook/recognise.ts";
import { item, pageOf, playbook } from "./fixture.ts";

/** What is recognised where the text is this much like every one of the kinds. */
const kindsAt = (like: number, text: string, ...playbooks: Parameters<typeof playbook>[0][]) =>
  recogniseKinds(
    (playbooks.length > 0 ? playbooks : [{}]).map((rest) => ({ playbook: playbook(rest), like })),
    pageOf(text),
  ).map((recognition) => Object.assign(recognition, { id: recognition.playbook.id }));
const kinds = (text: string, ...playbooks: Parameters<typeof playbook>[0][]) =>
  kindsAt(4, text, ...playbooks);

test("a kind that is named at the start and has a sign is recognised", () => {
  const [kind] = kinds("Members put a hold on a book. The branch keeps it.");
  expect(kind).toMatchObject({ id: "hold", titled: true, strength: 9 });
  expect(kind?.evidence.map(({ text }) => text)).toEqual(["Members put a hold on a book."]);
});

test("a kind without any sign is not", () => {
  expect(kinds("Members put a hold on a book.")).toEqual([]);
});

test("a kind that is named once, late, is only touched on", () => {
  const text = "We lend books. We lend films. We lend games. At the branch one may put a hold.";
  expect(kinds(text)).toEqual([]);
  expect(kinds(`${text} Two may place a hold.`)).toHaveLength(1);
});

test("a text that is not much like a kind is not of it, whatever it names", () => {
  const text = "Members put a hold on a book at the branch.";
  expect(kindsAt(3.4, text)).toEqual([]);
  expect(kindsAt(3.6, text)).toHaveLength(1);
});

test("a long text must be the more like a kind", () => {
  const text = `Members put a hold on a book at the branch. ${LONG}`;
  expect(kindsAt(4.9, text)).toEqual([]);
  expect(kindsAt(5, text)).toHaveLength(1);
});

test("a kind that the text is far less like than another is where that one lives", () => {
  const text = `Hold by terminal. Members put a hold on a book at the branch by the terminal. ${LONG}`;
  const terminal = playbook({ id: "terminal", core: ["terminal"], signs: playbook().signs });
  const ids = (like: number) =>
    recogniseKinds(
      [
        { playbook: playbook(), like: 8 },
        { playbook: terminal, like },
      ],
      pageOf(text),
    ).map((kind) => kind.playbook.id);
  expect(ids(5)).toEqual(["hold"]);
  expect(ids(7)).toContain("terminal");
});

const LONG = "We lend many books to many people. ".repeat(9);

test("a striking likeness does without the name in a long text with most of the signs", () => {
  const rest = "The branch has a shelf. It is ready.";
  expect(kindsAt(7.5, `${LONG}${rest}`)).toHaveLength(1);
  expect(kindsAt(7.4, `${LONG}${rest}`)).toEqual([]);
  expect(kindsAt(7.5, rest)).toEqual([]);
  expect(kindsAt(7.5, `${LONG}It is ready.`)).toEqual([]);
  expect(kindsAt(7.5, `${LONG}${rest} There is hold music.`)).toEqual([]);
});

test("a kind that is much like it and named again does without signs", () => {
  const named = "Put a hold. Place a hold.";
  expect(kindsAt(8, named)).toHaveLength(1);
  expect(kindsAt(7.9, named)).toEqual([]);
  expect(kindsAt(8, "Put a hold.")).toEqual([]);
});

test("what speaks for another kind counts against it, at the start most", () => {
  const text = "Members put a hold on a book at the branch.";
  expect(kinds(text)).toHaveLength(1);
  expect(kinds(`${text} Callers hear hold music.`)).toEqual([]);
  expect(kinds(`${text} It is ready. Soon. Callers hear hold music.`)).toHaveLength(1);
});

test("background does not make a kind", () => {
  expect(kinds("## Background\n\nMembers put a hold on a book at the branch.")).toEqual([]);
});

test("the surest kind comes first, and one that is much weaker is left out", () => {
  const text =
    "# Members put a hold on a book\n\nThe branch has it. It is ready. They place a hold again.";
  const weaker = { id: "weak", core: ["book"], signs: [{ terms: ["ready"], weight: 2 }] };
  const found = kinds(text, weaker, { id: "strong" });
  expect(found.map(({ id }) => id)).toEqual(["strong", "weak"]);
  const sure = {
    id: "sure",
    signs: Array.from({ length: 9 }, () => ({ terms: ["branch"], weight: 3 })),
  };
  expect(kinds(text, weaker, sure).map(({ id }) => id)).toEqual(["sure"]);
});

test("at most three kinds are taken", () => {
  const text = "# Members put a hold on a book\n\nThe branch has it.";
  const found = kinds(text, { id: "one" }, { id: "two" }, { id: "three" }, { id: "four" });
  expect(found).toHaveLength(3);
});

const page = pageOf("Members put a hold on a book. The branch mails them. Fees may come later.");
const shown = () => true;

test("an item speaks where all its groups are met", () => {
  expect(meets(item("hold-a", { when: [["mail"], ["branch"]] }), { page, shown })).toHaveLength(2);
  expect(meets(item("hold-a", { when: [["mail"], ["train"]] }), { page, shown })).toBeUndefined();
});

test("what must stand together is shown by one sentence, by a word for each", () => {
  const says = (...together: string[][]) =>
    meets(item("hold-a", { together }), { page, shown })?.map(({ sentence }) => sentence.text);
  const mails = "The branch mails them.";
  expect(says(["branch"], ["mail"])).toEqual([mails, mails]);
  expect(says(["book"], ["mail"])).toBeUndefined();
  expect(says(["mail"], ["mail", "train"])).toBeUndefined();
  expect(says(["fee"], ["later"])).toBeUndefined();
  const needy = item("hold-a", { together: [["mail"], ["branch"]], when: [["book"], ["train"]] });
  expect(meets(needy, { page, shown })).toBeUndefined();
});

test("an item is silent where it has been thought of, or takes for granted what is not shown", () => {
  expect(meets(item("hold-a", { unless: ["mail"] }), { page, shown })).toBeUndefined();
  const needy = item("hold-a", { presupposes: ["payment"] });
  expect(meets(needy, { page, shown })).toEqual([]);
  expect(meets(needy, { page, shown: () => false })).toBeUndefined();
});

test("a condition is met by what is wanted now, not by what may come later", () => {
  expect(meets(item("hold-a", { when: [["fee"]] }), { page, shown })).toBeUndefined();
});

test("items of other modes are silent", () => {
  const book = playbook({ items: [item("hold-a", { modes: ["enterprise"] }), item("hold-b")] });
  const [kind] = recogniseKinds([{ playbook: book, like: 4 }], page);
  const said = (mode: "mvp" | "enterprise") =>
    speakingItems(book, kind!, { page, shown, mode }).map((spoken) => spoken.item.id);
  expect(said("mvp")).toEqual(["hold-b"]);
  expect(said("enterprise")).toEqual(["hold-a", "hold-b"]);
});

test("without any sentence to point at nothing is said", () => {
  const nowhere = { id: "hold", titled: false, strength: 3, evidence: [] };
  expect(speakingItems(playbook(), nowhere, { page, shown, mode: "mvp" })).toEqual([]);
});

const genre = (id: string, rest: Parameters<typeof playbook>[0] = {}) => ({
  id,
  genre: true,
  ...rest,
});

test("a text is of one genre beside its kinds, which need not be named in a heading", () => {
  const text = "Members put a hold on a book. The branch keeps it.";
  const sure = { signs: [{ terms: ["branch"], weight: 3 as const }] };
  const ids = (...all: Parameters<typeof playbook>[0][]) =>
    kindsAt(6, text, ...all).map(({ id }) => id);
  expect(ids(genre("loose"), {}, genre("sure", sure))).toEqual(["hold", "sure"]);
  expect(ids(genre("only"))).toEqual(["only"]);
});

test("in a paragraph what the title names as built stands before the place that it names", () => {
  const rules = { core: ["loan rule"] };
  const ids = (rest: string) =>
    recogniseKinds(
      [
        { playbook: playbook(), like: 8 },
        { playbook: playbook({ id: "rules", ...rules }), like: 5 },
      ],
      pageOf(`Loan rules for our book holds at the branch${rest}`),
    ).map((kind) => kind.playbook.id);
  expect(ids("")).toEqual(["rules"]);
  expect(ids(`\n\n${LONG}${LONG}They put a hold.`)).toEqual(["hold"]);
});

test("a longer text that is as much like another genre is of neither", () => {
  const text = `# Book holds\n\n${LONG}${LONG}Members put a hold on a book at the branch.`;
  const ids = (like: number) =>
    recogniseKinds(
      [
        { playbook: playbook(genre("plan")), like: 9 },
        { playbook: playbook(genre("rival", { core: ["zeppelin"] })), like },
      ],
      pageOf(text),
    ).map((kind) => kind.playbook.id);
  expect(ids(7.4)).toEqual(["plan"]);
  expect(ids(7.6)).toEqual([]);
});

test("a genre that the title names comes before a kind that it does not name", () => {
  const text = `# Shelf plan\n\n${LONG}Members put a hold on a book at the branch with a shelf.`;
  const plan = genre("plan", { core: ["shelf plan"] });
  expect(kindsAt(8, text, {}, plan).map(({ id }) => id)).toEqual(["plan", "hold"]);
});

const titledOf = (text: string) => kinds(text).map(({ titled }) => titled);

test.each([
  ["Book holds at the branch", true],
  ["Sign-in for the new book hold service of a branch", false],
  ["Attachments on book holds at the branch", false],
  ["Support for book holds at the branch", true],
  ["In the app, put a hold on a book at the branch", true],
  ["On the shelf that members put a hold on, the branch keeps it", true],
  ["In the small library one should put a hold at the branch", true],
])("%j names the kind as what is built: %s", (text, titled) => {
  expect(titledOf(text)).toEqual([titled]);
});

test("what the title names comes before what is named more often below it", () => {
  const text =
    "Book holds for everyone at the branch. A shelf is needed. The shelf is ready. Shelf by shelf.";
  const shelves = {
    id: "shelf",
    core: ["shelf"],
    signs: [{ terms: ["branch"], weight: 3 as const }],
  };
  expect(kinds(text, shelves, {}).map(({ id }) => id)).toEqual(["hold"]);
  const titled = `# Shelf and book holds\n\n${text}`;
  expect(kinds(titled, shelves, {}).map(({ id }) => id)).toEqual(["shelf", "hold"]);
});

test("one word alone names a kind only where it stands itself, or several of it", () => {
  const checks = { core: ["liveness"] };
  expect(kinds("A liveness check at the branch.", checks)).toHaveLength(1);
  expect(kinds("See it live at the branch.", checks)).toEqual([]);
  expect(kinds("Two passkeys at the branch.", { core: ["passkey"] })).toHaveLength(1);
});

test("in a title the word before a colon says where, unless it is all", () => {
  expect(titledOf("Book holds: the list of the branch is slow")).toEqual([false]);
  expect(titledOf("Book holds: the branch")).toEqual([true]);
  expect(titledOf("Faster lists behind a book hold, at the branch")).toEqual([false]);
});

test("a sentence that names two kinds is of the surer one, a heading may be of both", () => {
  const shelves = { id: "shelf", core: ["shelf"] };
  const below = "The branch has it. They place a hold.";
  expect(kinds(`Book holds with a shelf. ${below}`, shelves, {})).toHaveLength(1);
  expect(kinds(`Book holds with a shelf\n\n${below}`, shelves, {})).toHaveLength(2);
  expect(kinds("", shelves, {})).toEqual([]);
});

test("what a long text names only below its title must be the surer", () => {
  const below = `${LONG}Members put a hold. The branch is ready.`;
  expect(kindsAt(5, below)).toEqual([]);
  expect(kindsAt(8, below)).toHaveLength(1);
  expect(kindsAt(5, `# Book holds\n\n${below}`)).toHaveLength(1);
});

test("a kind that is not named is shown by the title", () => {
  const [kind] = kindsAt(7.5, `${LONG}The branch has a shelf. It is ready.`);
  expect(kind?.evidence.map(({ text }) => text)).toEqual(["We lend many books to many people."]);
});

test("a kind that is not named must be far more like the text than the next", () => {
  const text = pageOf(`${LONG}The branch has a shelf. It is ready.`);
  const found = (rival: number) =>
    recogniseKinds(
      [
        { playbook: playbook(), like: 9 },
        { playbook: playbook({ id: "rival", core: ["zeppelin"], signs: [] }), like: rival },
      ],
      text,
    ).map(({ playbook: { id } }) => id);
  expect(found(6)).toEqual(["hold"]);
  expect(found(6.1)).toEqual([]);
});
