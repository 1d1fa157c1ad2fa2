import * as fc from "fast-check";
import { expect, test } from "vitest";

import { addEfforts } from "../../src/core/effort.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import { reviewAs } from "../../src/rulebook/review.ts";
import { type Review, reviewSchema } from "../../src/schema/persona.ts";
import { reviewModeSchema } from "../../src/schema/vocabulary.ts";
import { shipped } from "../fakes/shipped-epic.ts";
import { WORKED_EXAMPLES } from "../fixtures/worked-examples.ts";

const words = WORKED_EXAMPLES.flatMap(({ description }) => description.split(" "));
const odd = [
  "\u202E",
  "🧪",
  "ﷺ",
  "予約",
  "für",
  "İ",
  "\0",
  "\n",
  "no",
  "{x|y}",
  "$&",
  "12,5",
  "—",
  "ß",
];
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.constantFrom(...words, ...odd), { maxLength: 150 }).map((parts) => parts.join(" ")),
  fc.constantFrom(...WORKED_EXAMPLES).map(({ description }) => description),
);
const settings = {
  currency: "EUR",
  dayRate: 650,
  enforceDevops: true,
  teamExperience: "new",
} as const;

function reviewsOf(text: string, mode: (typeof reviewModeSchema.options)[number]): Review[] {
  const reading = readDescription(text, shipped);
  const earlier: Review[] = [];
  for (const persona of shipped.personas) {
    const request = { persona, knowledge: shipped, reading, mode, settings };
    earlier.push(reviewAs({ ...request, earlier: [...earlier] }));
  }
  return earlier;
}

const anyReviews = fc
  .tuple(anyText, fc.constantFrom(...reviewModeSchema.options))
  .map(([text, mode]) => ({ text, mode, reviews: reviewsOf(text, mode) }));

test("any text gives reviews that fit their schema", () => {
  fc.assert(
    fc.property(anyReviews, ({ reviews }) => {
      for (const review of reviews) expect(reviewSchema.parse(review)).toEqual(review);
    }),
  );
});

test("every quote stands in the description, in the sentence named", () => {
  fc.assert(
    fc.property(anyReviews, ({ text, reviews }) => {
      const { sentences } = readDescription(text, shipped);
      const said = reviews.flatMap(({ recommendations }) => recommendations);
      for (const { quote, sentence = 0 } of said.flatMap(({ evidence }) => evidence)) {
        expect(text).toContain(quote);
        const start = sentences[sentence - 1]?.start ?? -1;
        const end = sentences[sentence]?.start ?? text.length;
        expect(text.slice(start, end)).toContain(quote.slice(0, end - start));
      }
    }),
  );
});

test("dependencies and facts lead to something that was said, and never in a circle", () => {
  fc.assert(
    fc.property(anyReviews, ({ reviews }) => {
      const recommendations = reviews.flatMap((review) => review.recommendations);
      const left = new Map(recommendations.map(({ id, dependencies }) => [id, dependencies]));
      expect(left.size).toBe(recommendations.length);
      for (const targets of left.values())
        expect([...left.keys()]).toEqual(expect.arrayContaining(targets));
      for (let size = -1; size !== left.size;) {
        size = left.size;
        for (const [id, targets] of left) {
          if (!targets.some((target) => left.has(target))) left.delete(id);
        }
      }
      expect([...left.keys()]).toEqual([]);
      const facts = new Set(recommendations.flatMap((recommendation) => recommendation.facts));
      const rules = new Map(
        shipped.personas.flatMap(({ rules: own }) => own.map((one) => [one.id, one])),
      );
      for (const { id } of recommendations) {
        const needed = rules.get(id)?.when.facts ?? [];
        expect([...facts]).toEqual(expect.arrayContaining([...needed]));
      }
    }),
  );
});

test("what a persona costs is the sum of what it says", () => {
  fc.assert(
    fc.property(anyReviews, ({ reviews }) => {
      for (const { recommendations, costAnalysis } of reviews) {
        const efforts = recommendations.flatMap(({ effort }) => effort ?? []);
        expect(costAnalysis.effort).toEqual(addEfforts(efforts));
        for (const { low, expected, high } of efforts) {
          expect(low <= expected && expected <= high).toBe(true);
        }
      }
    }),
  );
});

test("nobody says more than the mode allows, nor more of one focus area", () => {
  fc.assert(
    fc.property(anyReviews, ({ mode, reviews }) => {
      const { max, perFocus } = shipped.estimation.ranking.limits[mode];
      for (const { recommendations } of reviews) {
        expect(recommendations.length).toBeLessThanOrEqual(max);
        const focuses = recommendations.map(({ focus }) => focus);
        for (const focus of focuses) {
          expect(focuses.filter((other) => other === focus).length).toBeLessThanOrEqual(perFocus);
        }
      }
    }),
  );
});

test("no slot is left open, and no title ends within a word of the description", () => {
  fc.assert(
    fc.property(anyReviews, ({ reviews }) => {
      for (const { recommendations, insights, questions } of reviews) {
        const texts = [...recommendations, ...questions].map((said) =>
          "title" in said ? said.title : said.text,
        );
        for (const text of [...texts, ...insights]) {
          expect(text).not.toMatch(/\{[a-z]+\.[a-z]/);
          expect(text).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
          expect(text).not.toMatch(/\p{Surrogate}/u);
        }
      }
    }),
  );
});
