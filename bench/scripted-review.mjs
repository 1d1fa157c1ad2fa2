// A review of 4 KB, as a persona might give it. No two are equal, so nothing is stored only once.
import { readFileSync } from "node:fs";

const WORDS = readFileSync(new URL("description.md", import.meta.url), "utf8").split(/\s+/);

/** Pseudo-random but the same in every run: prose-like, neither noise nor one word repeated. */
function prose(seed, length) {
  let state = (seed * 2654435761) >>> 0 || 1;
  let text = "";
  while (text.length < length) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    text += `${WORDS[(state >>> 0) % WORDS.length]} `;
  }
  return text.slice(0, length);
}

export const REVIEW_BYTES = 4096;

export function scriptedReview(name, seed) {
  const recommendations = Array.from({ length: 6 }, (_, at) => ({
    id: `${name}-${at}`,
    title: prose(seed * 10 + at, 50),
    type: at === 0 ? "blocking" : "suggested",
    priority: "medium",
    estimatedCost: "800-1.6k USD (1-2 person-days)",
    description: prose(seed * 20 + at, 180),
    dependencies: [],
    evidence: [{ quote: prose(seed, 40), sentence: 1 }],
    acceptance: prose(seed * 30 + at, 60),
    references: [],
    facts: [],
    effort: { low: 1, high: 2, expected: 1.4 },
  }));
  const review = {
    verdict: "CONCERNS",
    insights: [""],
    recommendations,
    questions: [],
    // It adds up, as a good answer does: aggregation then has nothing to word anew.
    costAnalysis: {
      category: "review",
      amount: "4.8k-9.6k USD",
      effort: { low: 6, high: 12, expected: 8.4 },
    },
    confidence: 0.8,
    model: "scripted",
    tokens: 0,
    version: "1.0.0",
  };
  const missing = REVIEW_BYTES - Buffer.byteLength(JSON.stringify(review));
  return { ...review, insights: [prose(seed * 7, missing)] };
}
