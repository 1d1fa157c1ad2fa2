import { reviewsInOrder, type Epic } from "./epic-order.ts";
import { code, inline, section, table } from "./markdown-text.ts";
import { dateTime, elapsed, grouped, personaTitle, shortHash, SOURCE_WORDS } from "./words.ts";

/** Where every word of the document comes from, so that somebody else can check or repeat it. */
export function provenanceSection(epic: Epic): string {
  const { metadata } = epic;
  const facts = [
    ["Epic", code(epic.id)],
    ["Run", code(metadata.taskId)],
    ["Started", dateTime(metadata.createdAt)],
    ["Completed", dateTime(metadata.completedAt)],
    ["Review time", elapsed(metadata.totalExecutionTime)],
    ["Epic Creator", inline(metadata.program)],
    ["Rulebook", inline(metadata.rulebook)],
    ["Schema", "2.0"],
  ].filter(([, value]) => value !== "");
  const reviews = reviewsInOrder(epic).map(({ persona, metadata: { model, ...origin } }) => [
    personaTitle(persona.name),
    SOURCE_WORDS[origin.source],
    inline(model),
    inline(origin.version),
    grouped(origin.tokens),
    elapsed(persona.executionTime),
    code(shortHash(origin.hash)),
  ]);
  return section(
    "Provenance",
    table([{ title: "This document" }, { title: "" }], facts),
    table(
      [
        { title: "Review" },
        { title: "Source" },
        { title: "Answered by" },
        { title: "Version" },
        { title: "Tokens", align: "right" },
        { title: "Time", align: "right" },
        { title: "Hash" },
      ],
      reviews,
    ),
  );
}
