import { sameName } from "../answer/member.ts";
import type { Mapping } from "../config.ts";

/** What a person wrote below headings, and the headings that say nothing to anybody. */
export interface Sections {
  readonly review: Mapping;
  readonly unknown: readonly string[];
}

/**
 * Insights, recommendations and questions out of Markdown with a heading for each. A heading of its
 * own (###) is a recommendation wherever it stands: the last section of the form is where people go on.
 */
export function readSections(markdown: string): Sections {
  const lines = markdown.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "").split(/\r?\n/);
  const sections = blocksOf(lines, /^##\s+(.*)$/).map(({ title, body }) => ({
    title,
    kind: kindOf(title),
    plain: body.slice(0, firstHeading(body)),
    blocks: blocksOf(body.slice(firstHeading(body)), /^###\s+(.*)$/),
  }));
  const headed = sections.flatMap(({ kind, blocks }) => blocks.map((block) => ({ kind, block })));
  const under = (kind: Kind): readonly string[] =>
    sections.flatMap((section) => (section.kind === kind ? section.plain : []));
  const advice = under("recommendations");
  const isList = headed.length === 0 || advice.some((line) => BULLET.test(line));
  return {
    review: {
      insights: itemsOf(under("insights")),
      recommendations: [
        // What is no list only leads to the headings below it.
        ...itemsOf(isList ? advice : []).map((title) => readRecommendation({ title, body: [] })),
        ...headed.filter(isAdvice).map(({ block }) => readRecommendation(block)),
      ],
      questions: [
        ...itemsOf(under("questions")),
        ...headed.filter(isQuestion).map(({ block }) => asText(block)),
      ],
    },
    unknown: sections
      .filter(({ kind, plain }) => kind === undefined && plain.some((line) => line.trim() !== ""))
      .map(({ title }) => title),
  };
}

type Kind = "insights" | "recommendations" | "questions";

const TITLES: Readonly<Record<Kind, readonly string[]>> = {
  insights: ["insights", "insight"],
  recommendations: ["recommendations", "recommendation"],
  questions: ["questions", "open questions", "question"],
};

function kindOf(title: string): Kind | undefined {
  const kinds: readonly Kind[] = ["insights", "recommendations", "questions"];
  return kinds.find((kind) => TITLES[kind].some((name) => sameName(title, name)));
}

interface Block {
  readonly title: string;
  readonly body: readonly string[];
}

interface Headed {
  readonly kind: Kind | undefined;
  readonly block: Block;
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

/** Where the first block with a heading of its own begins, or the end. */
function firstHeading(lines: readonly string[]): number {
  const at = lines.findIndex((line) => /^###\s/.test(line));
  return at === -1 ? lines.length : at;
}

const isQuestion = ({ kind, block }: Headed): boolean =>
  kind === "questions" && block.title.endsWith("?") && !hasFields(block);

/** What others said stands below headings as well, where somebody left our last one out. */
const isAdvice = (headed: Headed): boolean =>
  !isQuestion(headed) && (headed.kind !== undefined || hasFields(headed.block));

const hasFields = ({ body }: Block): boolean => body.some((line) => fieldIn(line) !== undefined);

function asText({ title, body }: Block): string {
  return [title, ...body.map((line) => line.trim())].filter((line) => line !== "").join(" ");
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
