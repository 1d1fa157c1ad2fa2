import { sameName } from "../answer/member.ts";
import type { Mapping } from "../config.ts";

/** Insights, recommendations and questions out of Markdown with a heading for each. */
export function readSections(markdown: string): Mapping {
  const lines = markdown.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "").split(/\r?\n/);
  const sections = blocksOf(lines, /^##\s+(.*)$/);
  const under = (...names: readonly string[]): readonly string[] =>
    sections
      .filter(({ title }) => names.some((name) => sameName(title, name)))
      .flatMap(({ body }) => body);
  return {
    insights: itemsOf(under("insights", "insight")),
    recommendations: readRecommendations(under("recommendations", "recommendation")),
    questions: itemsOf(under("questions", "open questions")),
  };
}

interface Block {
  readonly title: string;
  readonly body: readonly string[];
}

/** What follows each heading; what stands before the first one is no part of any. */
function blocksOf(lines: readonly string[], heading: RegExp): readonly Block[] {
  const blocks: { title: string; body: string[] }[] = [];
  for (const line of lines) {
    const title = heading.exec(line)?.[1];
    if (title !== undefined) blocks.push({ title: title.trim(), body: [] });
    else blocks.at(-1)?.body.push(line);
  }
  return blocks;
}

const BULLET = /^\s*(?:[-*+]|\d{1,3}[.)])\s+/;

/** Bullets, each with the lines that go on with it; or paragraphs, where there are none. */
function itemsOf(lines: readonly string[]): readonly string[] {
  const items: string[][] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    const text = line.replace(BULLET, "").trim();
    if (text === "") open = undefined;
    else if (open && !BULLET.test(line)) open.push(text);
    else items.push((open = [text]));
  }
  return items.map((item) => item.join(" "));
}

/** A heading each, or a bullet each where somebody had little to say. */
function readRecommendations(lines: readonly string[]): readonly Mapping[] {
  const blocks = blocksOf(lines, /^###\s+(.*)$/);
  if (blocks.length > 0) return blocks.map(readRecommendation);
  return itemsOf(lines).map((title) => readRecommendation({ title, body: [] }));
}

/** The fields that a person may give a line of their own. */
const FIELDS = "id type priority effort cost acceptance dependencies references focus quote"
  .split(" ")
  .concat("depends on");

function readRecommendation({ title, body }: Block): Mapping {
  const fields = body.map(fieldIn).filter((field) => field !== undefined);
  const prose = body.filter((line) => fieldIn(line) === undefined);
  const description = prose.join("\n").trim();
  return {
    type: "suggested",
    priority: "medium",
    ...Object.fromEntries(fields),
    title,
    description: description === "" ? title : description,
  };
}

const FIELD = /^\s*(?:[-*+]\s+)?\**([\w ]{2,14}?)\**:\**\s+(\S.*)$/;

/** `type: blocking`, also as a bullet or with the name in bold; several ids are parted by commas. */
function fieldIn(line: string): readonly [string, unknown] | undefined {
  const found = FIELD.exec(line);
  const [, name = "", value = ""] = found ?? [];
  const field = found ? FIELDS.find((known) => sameName(known, name)) : undefined;
  if (field === undefined) return undefined;
  const isList = field === "dependencies" || field === "depends on" || field === "references";
  return [field, isList ? value.split(",").map((entry) => entry.trim()) : value.trim()];
}
