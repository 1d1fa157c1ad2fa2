import type { EpicResponse } from "../schema/epic.ts";
import { reviewsInOrder } from "./epic-order.ts";
import { code, inline, section, table } from "./markdown-text.ts";
import { elapsed, grouped, personaTitle, shortHash, SOURCE_WORDS, toSecond } from "./words.ts";

/** Where every word of the document comes from, so that somebody else can check or repeat it. */
export function provenanceSection({ schemaVersion, epic }: EpicResponse): string {
  const { metadata } = epic;
  const facts = [
    ["Epic", code(epic.id)],
    ["Run", code(metadata.taskId)],
    ["Started", `${toSecond(metadata.createdAt)} UTC`],
    ["Completed", `${toSecond(metadata.completedAt)} UTC`],
    ["Review time", elapsed(metadata.totalExecutionTime)],
    ["Epic Creator", inline(metadata.program)],
    ["Rulebook", version(metadata.rulebook)],
    ["Schema", schemaVersion],
    ["Recalled", recalledText(metadata.recalled)],
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

function recalledText(recalled: EpicResponse["epic"]["metadata"]["recalled"] = []): string {
  return recalled.map(({ ticket, source }) => `${inline(ticket)} in ${code(source)}`).join(", ");
}

/** A release, or the hash of the knowledge. */
function version(text: string): string {
  return /^[0-9a-f]{64}$/.test(text) ? code(shortHash(text)) : inline(text);
}
