import * as fc from "fast-check";
import { expect, test } from "vitest";

import { epicTitle } from "../../src/core/title.ts";

const length = (text: string) => [...new Intl.Segmenter().segment(text)].length;

test.each([
  ["the first sentence", "Fans reserve seats. They pay by card.", "Fans reserve seats"],
  ["a question with its mark", "Why no refunds? Because.", "Why no refunds?"],
  ["the heading", "# Single sign-on #\n\nEmployees sign in once.", "Single sign-on"],
  ["a heading without its number", "## 2.1 Sign-on\ntext", "Sign-on"],
  ["a heading in the middle", "***\n\n### Seats\nmore", "Seats"],
  ["an underlined heading", "Seat shop\n=========\nFans reserve.", "Seat shop"],
  ["a paragraph over two lines", "Fans reserve\nseats. Then pay.", "Fans reserve seats"],
  ["the first item of a list", "- [ ] Reserve seats\n- pay", "Reserve seats"],
  ["a quotation", "> Reserve seats\n> soon", "Reserve seats soon"],
  ["what follows a label", "# Epic: Seat shop", "Seat shop"],
  ["what follows a generic heading", "# Description\n\nFans pay.", "Fans pay"],
  ["what follows front matter", "---\ntitle: x\n---\nFans pay.", "Fans pay"],
  ["what follows a comment", "<!-- template -->\nFans pay.", "Fans pay"],
  ["what follows a fence", "```sh\nnpm i\n```\nFans pay.", "Fans pay"],
  [
    "words without Markdown",
    "**Fans** _pay_ `now`, [see](http://x) <b>it</b>",
    "Fans pay now, see it",
  ],
  ["words without invisible characters", "\uFEFF\u202EFa\u200Bns\u0007 pay\ud800", "Fans pay"],
  ["names with underscores", "Drop user_id_map now", "Drop user_id_map now"],
  [
    "an abbreviation as no end",
    "Pay with e.g. Stripe or Dr. Pay. Soon.",
    "Pay with e.g. Stripe or Dr. Pay",
  ],
  ["an open end", "Wait... then pay", "Wait... then pay"],
  ["an ellipsis at the end", "Pay and more...", "Pay and more..."],
  ["a Japanese sentence", "席を予約する。支払う。", "席を予約する"],
])("a title is %s", (_what, description, title) => {
  expect(epicTitle(description)).toBe(title);
});

test.each(["", " \n", "***", "# \n\n-", "```\nonly code", "\u200B\u2060", "!!!", "Epic:"])(
  "%j has no words for a title and gets one all the same",
  (description) => {
    expect(epicTitle(description)).toBe("Untitled epic");
  },
);

test("a long sentence is cut at a space", () => {
  const text =
    "Patients of our 40 clinics in the US can book video visits with a clinician from a mobile app.";
  expect(epicTitle(text)).toBe(
    "Patients of our 40 clinics in the US can book video visits with a clinician…",
  );
});

test("a title that just fits is left whole", () => {
  const text = `${"a".repeat(39)} ${"b".repeat(40)}`;
  expect(epicTitle(text)).toBe(text);
  expect(epicTitle(`aa${text}`)).toBe(`${"a".repeat(41)}…`);
});

test.each([41, 80])("%d characters of two parts each are not too many", (count) => {
  const text = "e\u0301".repeat(count);
  expect(epicTitle(text)).toBe(text);
});

test("text without spaces is cut between words", () => {
  const title = epicTitle("予約システムを作り直す".repeat(20));
  const border = new Set(
    [
      ...new Intl.Segmenter("ja", { granularity: "word" }).segment(
        "予約システムを作り直す".repeat(20),
      ),
    ].map(({ index }) => index),
  );
  expect(border.has(title.length - 1)).toBe(true);
  expect(length(title)).toBeGreaterThan(60);
});

test("one endless word is cut between characters", () => {
  expect(epicTitle("e\u0301".repeat(200))).toBe(`${"e\u0301".repeat(79)}…`);
});

const markdown = fc
  .array(
    fc.constantFrom(
      "word",
      " ",
      "\n",
      "\n\n",
      "#",
      "*",
      "_",
      "`",
      "```",
      "[",
      "](",
      ")",
      "<",
      ">",
      "-",
      ".",
      "。",
      "語",
      "\u200B",
      "\ud83d",
      "🙂",
      "---\n",
      "<!--",
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(""));

test("every description has a title of one line that fits", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), markdown),
      (description) => {
        const title = epicTitle(description);
        expect(title.trim()).not.toBe("");
        expect(length(title)).toBeLessThanOrEqual(80);
        expect(title).not.toMatch(/[\n\p{Cc}\p{Cs}\u202A-\u202E\u200B]/u);
      },
    ),
    { numRuns: 500 },
  );
});

test("words between spaces are never cut", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 20, maxLength: 40 });
  fc.assert(
    fc.property(words, (all) => {
      const text = all.join(" ");
      const title = epicTitle(text);
      const kept = title.replace(/…$/u, "").split(" ");
      expect(all.slice(0, kept.length)).toEqual(kept);
    }),
  );
});
