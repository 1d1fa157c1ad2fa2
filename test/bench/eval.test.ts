import { expect, test } from "vitest";

import { blindText } from "../../bench/eval/blind-texts.mjs";
import { qualityOf, score } from "../../bench/eval/score.mjs";

interface Fields {
  readonly [name: string]: unknown;
}

function concern(persona: string, match: (string | string[])[], fields: Fields = {}) {
  return { id: "one#1", persona, concern: "A concern", match, ...fields };
}

function item(fields: Fields = {}) {
  return { id: "one", description: "Members renew loans.", expected: [], ...fields };
}

function recommendation(title: string, description = "", fields: Fields = {}) {
  return { id: title, title, description, type: "suggested", priority: "low", ...fields };
}

function review(persona: string, recommendations: Fields[], insights: string[] = []) {
  return { persona: { name: persona }, insights, recommendations, dependencies: [] };
}

function epic(...personas: Fields[]) {
  return { epic: { personas } };
}

function saying(insight: string) {
  return epic(review("architect", [], [insight]));
}

function trap(word: string) {
  return { id: `${word}!`, concern: word, match: [word] };
}

function duplicateRateOf(...recommendations: Fields[]): number {
  return score([item()], [epic(review("architect", recommendations))]).duplicateRate;
}

/** Whether the text of an insight raises a concern with this pattern. */
function isRaised(
  match: (string | string[])[],
  insight: string,
  description = "Members renew loans.",
): boolean {
  const expected = [concern("architect", match)];
  return score([item({ expected, description })], [saying(insight)]).recallAny === 1;
}

test.each([
  ["a word in another case", ["late FEE"], "A Late fee is owed.", true],
  ["a word that is not there", ["late fee"], "A fee is owed.", false],
  ["one of several patterns", ["refund", "late fee"], "A late fee is owed.", true],
  ["a typographic apostrophe", ["member's card"], "The member\u2019s card expires.", true],
  ["a dot across lines", ["fee.{0,9}owed"], "A fee\nis owed.", true],
  ["a list that is met as a whole", [["fee", "owed"]], "A fee is owed.", true],
  ["a list that is met in part", [["fee", "refund"]], "A fee is owed.", false],
])("a concern is recognised by %s: %s in %j is %s", (_what, match, insight, raised) => {
  expect(isRaised(match, insight)).toBe(raised);
});

test.each([
  ["quotes it onwards", "Because a late fee is owed by the member.", false],
  ["quotes up to it", "Members pay online or pay at the desk a late fee!", false],
  ["uses the words on its own", "Say when a late fee ends.", true],
  ["has too few words of it to quote it", "Say what a late fee is", true],
  ["quotes it and says it again", "A late fee is owed by the member. Cap the late fee.", true],
])("a text that %s (%j) raises the concern: %s", (_what, insight, raised) => {
  const description = "Members pay online or pay at the desk a late fee is owed by the member.";
  expect(isRaised(["late fee"], insight, description)).toBe(raised);
});

test("a list of patterns needs one of them in words of the reviewer's own", () => {
  const description = "A late fee is owed by the member of the library.";
  const quotation = "A late fee is owed by the member of the library";
  expect(isRaised([["late fee", "member"]], quotation, description)).toBe(false);
  expect(isRaised([["late fee", "cap"]], `${quotation}: cap it.`, description)).toBe(true);
});

test("recall tells the persona whose concern it is from the others", () => {
  const expected = [
    concern("architect", ["idempotent"]),
    concern("architect", ["queue"], { altPersonas: ["devops-engineer"], common: true }),
    concern("architect", ["schema"]),
    concern("product-owner", ["refund"]),
  ];
  const response = epic(
    review("devops-engineer", [recommendation("Use a queue", "Jobs are idempotent.")]),
    review("product-owner", [], ["No refund is foreseen."]),
  );
  const figures = score([item({ expected })], [response]);
  expect(figures).toMatchObject({
    expected: 4,
    recallOwner: 2 / 4,
    recallAny: 3 / 4,
    recallDiscriminating: 2 / 3,
    discriminatingN: 3,
    perPersona: {
      architect: { n: 3, own: 1, any: 2, strict: 1 },
      "product-owner": { n: 1, own: 1, any: 1, strict: 1 },
      "security-specialist": { n: 0, own: 0, any: 0, strict: 0 },
    },
  });
  expect(figures.concerns.map(({ owner, any }) => [owner, any])).toEqual([
    [false, true],
    [true, true],
    [false, false],
    [true, true],
  ]);
});

/** Four fields of work with no word in common. */
const WORDS = ["loans", "invoices", "tournaments", "vaccines"];

function fourItems(match: (place: number) => string) {
  return WORDS.map((word, place) =>
    item({
      id: word,
      description: `Members renew ${word}.`,
      expected: [concern("architect", [match(place)])],
    }),
  );
}

test("what the reviews of other items raise counts against the lift", () => {
  const items = fourItems((place) => (place < 2 ? "backup" : "cap"));
  const responses = ["A backup.", "Nothing.", "A cap.", "A cap."].map(saying);
  const figures = score(items, responses);
  expect(figures.recallAny).toBe(3 / 4);
  // One place on, the third item hears of a cap; two places on, nobody hears what is expected; three
  // places on, the second hears of a backup and the fourth of a cap. Five and seven are one and three.
  expect(figures.wrongItemRecall).toBe((1 / 4 + 0 + 2 / 4) / 3);
  expect(figures.lift).toBe(3 / 4 - 1 / 4);
});

test("a review that says the same of every item has no lift", () => {
  const same = saying("Make a backup.");
  const figures = score(
    fourItems(() => "backup"),
    [same, same, same, same],
  );
  expect(figures).toMatchObject({ recallAny: 1, wrongItemRecall: 1, lift: 0, quality: 0 });
});

test.each([
  ["asks for it", "Reach PCI-DSS compliance.", true],
  ["denies it before", "There is no PCI-DSS scope here.", false],
  ["denies it after", "PCI-DSS is out of scope.", false],
  ["denies something else in the sentence before", "No login. PCI-DSS is due.", true],
  ["denies something else in the sentence after", "PCI-DSS. Cash is out of scope.", true],
  ["denies it too long afterwards", `PCI-DSS${" and then".repeat(9)} not needed`, true],
  ["denies it too far away", `Not now${" and then".repeat(9)} PCI-DSS`, true],
  ["denies it once and asks for it once", "No PCI-DSS today. PCI-DSS later.", true],
])("a trap is sprung by a text that %s: %j, %s", (_what, insight, sprung) => {
  const figures = score([item({ notExpected: [trap("PCI-DSS")] })], [saying(insight)]);
  expect(figures.falseAlarmRate).toBe(sprung ? 1 : 0);
});

test("false alarms are counted by trap, by item and by recommendation", () => {
  const items = [
    item({ notExpected: [trap("alpha"), trap("beta"), trap("gamma")] }),
    item({ id: "two", notExpected: [trap("alpha")] }),
  ];
  const wrong = recommendation("Alpha and beta");
  const responses = [
    epic(review("architect", [wrong, recommendation("Delta")], ["Alpha."])),
    epic(review("architect", [recommendation("Epsilon"), recommendation("Zeta")])),
  ];
  expect(score(items, responses)).toMatchObject({
    traps: 4,
    trapsSprung: 2,
    falseAlarmRate: 2 / 4,
    itemsWithFalseAlarm: 1 / 2,
    falseAlarmRecRate: 1 / 4,
    falseAlarms: [
      { id: "alpha!", concern: "alpha", persona: "architect", text: "Alpha." },
      { id: "beta!", concern: "beta", persona: "architect", text: "Alpha and beta." },
    ],
  });
});

test("a title that recurs in more than half of the items is boilerplate", () => {
  const usual = recommendation("Add rate limiting", "Alpha bravo charlie.");
  const often = epic(review("architect", [usual]));
  const own = epic(review("architect", [recommendation("Cap fees", "Delta echo foxtrot.")]));
  const items = fourItems(() => "rate limiting");
  expect(score(items, [often, often, own, own])).toMatchObject({
    boilerplateRate: 0,
    templateRate: 0,
    recallAny: 2 / 4,
    recallAnyStrict: 2 / 4,
  });
  expect(score(items, [often, often, often, own])).toMatchObject({
    boilerplateRate: 3 / 4,
    templateRate: 3 / 4,
    recallOwner: 3 / 4,
    recallAny: 3 / 4,
    recallOwnerStrict: 0,
    recallAnyStrict: 0,
    recallDiscriminating: 0,
  });
});

/** For each of the four items a review that speaks of its word. */
function reviewsOfFour(say: (word: string, place: number) => Fields) {
  return WORDS.map((word, place) => epic(say(word, place)));
}

const DIFFERENT = ["alpha bravo charlie", "delta echo foxtrot", "golf hotel india", "juliett kilo"];

test("a template is found by what is left without the words of each item", () => {
  const items = fourItems(() => "limit rates");
  const byTitle = reviewsOfFour((word, place) =>
    review("architect", [recommendation(`Limit rates for ${word}`, DIFFERENT[place])]),
  );
  expect(score(items, byTitle)).toMatchObject({
    boilerplateRate: 0,
    templateRate: 1,
    recallOwner: 1,
    recallOwnerStrict: 1,
  });
  const byText = reviewsOfFour((word, place) =>
    review("architect", [
      recommendation(`Alpha ${place}`, `Somebody must limit rates for ${word}.`),
      recommendation(DIFFERENT[place] ?? ""),
    ]),
  );
  expect(score(items, byText)).toMatchObject({
    boilerplateRate: 0,
    templateRate: 1 / 2,
    recallOwner: 1,
    recallOwnerStrict: 0,
  });
});

test("a template is one persona's, in insights or in recommendations", () => {
  const items = fourItems(() => "limit rates");
  const twoPersonas = reviewsOfFour((word, place) =>
    review(place < 2 ? "architect" : "devops-engineer", [
      recommendation(`Limit rates for ${word}`),
    ]),
  );
  const twoKinds = reviewsOfFour((word, place) =>
    place < 1
      ? review("architect", [recommendation(`Limit rates for ${word}`)])
      : review("architect", [], [`Limit rates for ${word}`]),
  );
  expect(score(items, twoPersonas).templateRate).toBe(0);
  expect(score(items, twoKinds)).toMatchObject({ boilerplateRate: 0, templateRate: 0 });
});

test("two answers are too few to call anything boilerplate", () => {
  const same = epic(review("architect", [recommendation("Add rate limiting")]));
  const figures = score(fourItems(() => "rate").slice(0, 2), [same, same]);
  expect(figures).toMatchObject({ boilerplateRate: 0, templateRate: 0 });
});

test("a recommendation is grounded by a word that only its description uses", () => {
  const items = [
    item({ description: "The feature renews a loan for a fee." }),
    item({ id: "two", description: "Somebody sends parcels." }),
  ];
  const grounded = recommendation("Cap it", "It was renewed.");
  const inTitle = recommendation("Cap the loan");
  const generic = recommendation("Test the feature", "Parcels, fee.");
  const response = epic(review("architect", [grounded, inTitle, generic]));
  expect(score(items, [response, undefined])).toMatchObject({
    groundingRate: 2 / 3,
    groundedTitleRate: 1 / 3,
  });
});

test("a word of more than a fifth of the items, two at least, is distinctive for none", () => {
  const response = epic(review("architect", [recommendation("Cap the loan")]));
  const twice = ["Loans", "Loans", "Parcels", "Vaccines", "Tournaments"].map((description) =>
    item({ description }),
  );
  const thrice = ["Loans", "Loans", "Loans", "Vaccines", "Tournaments"].map((description) =>
    item({ description }),
  );
  expect(score(twice, [response]).groundingRate).toBe(1);
  expect(score(thrice, [response]).groundingRate).toBe(0);
});

test("volume is counted per answered epic", () => {
  const expected = [concern("architect", ["alpha"]), concern("architect", ["omega"])];
  const blocking = recommendation("Alpha first", "", { type: "blocking" });
  const response = epic(review("architect", [blocking, recommendation("Beta")], ["Two words"]));
  expect(score([item({ expected }), item({ id: "two" })], [response, undefined])).toMatchObject({
    items: 2,
    answered: 1,
    missing: ["two"],
    recommendations: 2,
    meanRecommendations: 2,
    meanInsights: 1,
    meanWords: 5,
    volumeFactor: 1,
    hitsPerTenRecommendations: 5,
    blockingShare: 1 / 2,
  });
});

test.each([
  ["40 recommendations", Array.from({ length: 40 }, (_, at) => `${at}`), [], 30 / 40],
  ["5000 words", ["one"], ["word ".repeat(4999)], 2500 / 5000],
  ["nothing", [], [], 1],
])("%s in one epic: its volume counts accordingly", (_what, titles, insights, factor) => {
  const recommendations = titles.map((title) => recommendation(title));
  const response = epic(review("architect", recommendations, insights));
  expect(score([item()], [response]).volumeFactor).toBe(factor);
});

test("a recommendation is a duplicate by its title or by four fifths of its words", () => {
  const first = recommendation("Cap fees", "alpha bravo charlie delta echo foxtrot");
  const near = recommendation("Cap fees!", "alpha bravo charlie delta echo");
  const far = recommendation("Cap fees!", "alpha bravo charlie delta golf");
  const wordy = recommendation("Cap fees!", `${first.description} before and after these`);
  expect(duplicateRateOf(first, near)).toBe(1 / 2);
  expect(duplicateRateOf(first, wordy)).toBe(1 / 2);
  expect(duplicateRateOf(first, far)).toBe(0);
  expect(duplicateRateOf(first, recommendation("cap fees", "golf hotel"))).toBe(1 / 2);
});

test("breaches of the contract are counted by kind", () => {
  const sound = recommendation("Alpha", "Text.", { dependencies: ["Beta"] });
  const broken = recommendation("Beta", " ", { type: "must", priority: "urgent" });
  const twin = recommendation("Gamma", "Text.", { id: "Beta", dependencies: ["Delta"] });
  const response = epic(review("architect", [sound, broken, twin]));
  expect(score([item()], [response]).hygiene).toEqual({
    missingPersonas: 5,
    duplicateIds: 1,
    danglingDependencies: 1,
    badType: 1,
    badPriority: 1,
    emptyDescription: 1,
  });
});

test("quality is recall and lift, less the share of every fault", () => {
  const figures = {
    recallOwnerStrict: 0.5,
    recallAnyStrict: 0.5,
    lift: 0.25,
    falseAlarmRate: 0.5,
    templateRate: 0.5,
    duplicateRate: 0.2,
    volumeFactor: 0.5,
  };
  // 100 x (0.2 + 0.1 + 0.1) x 0.5 x 0.75 x 0.8 x 0.5
  expect(qualityOf(figures)).toBeCloseTo(6, 12);
  expect(qualityOf({ ...figures, lift: -1 })).toBeCloseTo(4.5, 12);
});

test("the figures of no response at all are zero", () => {
  const expected = [concern("architect", ["alpha"])];
  expect(score([item({ expected })], [undefined])).toMatchObject({
    answered: 0,
    recallAny: 0,
    lift: 0,
    duplicateRate: 0,
    volumeFactor: 1,
    quality: 0,
  });
});

test("a text for blind reading numbers the recommendations of all personas", () => {
  const response = epic(
    review("architect", [recommendation("Cap fees", "At ten.\nDone when: it holds.")]),
    review("devops-engineer", [recommendation("Watch it", "Daily.", { type: "blocking" })]),
  );
  expect(blindText("Members renew loans.\n", response)).toBe(`DESCRIPTION
Members renew loans.

RECOMMENDATIONS
1. [architect, suggested] Cap fees
   At ten.
   Done when: it holds.

2. [devops-engineer, blocking] Watch it
   Daily.
`);
});
