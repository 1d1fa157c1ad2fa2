import { EpicError } from "./errors.ts";
import { didYouMean } from "./suggest.ts";
import { parseTemplate, type TemplateLine, type TemplatePart } from "./template-parts.ts";

/** One value as it is written in each of the places where a template may ask for it. */
export interface TemplateValue {
  readonly markdown: string;
  /** In front matter: a complete YAML value, or lines of it. */
  readonly yaml: string;
  /** In a code fence or a diagram. */
  readonly fenced: string;
}

export interface Template {
  /** For people: where it was read. */
  readonly origin: string;
  readonly text: string;
}

export interface TemplateValues {
  readonly texts: Readonly<Record<string, TemplateValue>>;
  /** Markdown to stand in place of a block; undefined leaves what the template says there. */
  readonly blocks: Readonly<Record<string, string | undefined>>;
}

/**
 * Fills `{{name}}`, and `{{block name}}` … `{{end}}` on lines of their own: what stands between is
 * kept unless there is a value for the block. Comments around each block keep its place known in the
 * document. `\{{` is a literal `{{`. Values are never read as template, and every line keeps its
 * line ending. Throws INVALID_INPUT naming template, line and placeholder.
 */
export function fillTemplate(template: Template, values: TemplateValues): string {
  const fail = (line: number, problem: string, hint?: string): never => {
    const message = `The template ${template.origin} ${problem} on line ${line}`;
    throw new EpicError("INVALID_INPUT", message, { hint });
  };
  return parseTemplate(template.text, fail)
    .map((part) => fillPart(part, values, fail))
    .join("");
}

/** Ends the work with what is wrong on a line of the template. */
type Fail = (line: number, problem: string, hint?: string) => never;

function fillPart(part: TemplatePart, values: TemplateValues, fail: Fail): string {
  if (part.kind === "line") return fillLine(part, values, fail);
  const { name, line, ending } = part;
  if (!Object.hasOwn(values.blocks, name)) {
    fail(line, `has no value for {{block ${name}}}`, hintFor(name, values.blocks));
  }
  const value = values.blocks[name];
  const content =
    value === undefined
      ? part.lines.map((own) => fillLine(own, values, fail))
      : value.split("\n").map((text) => text + ending);
  return [`<!-- region: ${name} -->${ending}`, ...content, `<!-- endregion -->${ending}`].join("");
}

/** A literal `\{{`, or whatever stands between two pairs of braces. */
const PLACEHOLDER = /\\\{\{|\{\{([^}]*)\}\}/g;

function fillLine({ text, place, line }: TemplateLine, values: TemplateValues, fail: Fail): string {
  return text.replaceAll(PLACEHOLDER, (whole, inner?: string) => {
    if (inner === undefined) return "{{";
    const name = inner.trim();
    // Own members only, because a template might ask for {{constructor}}.
    const value = Object.hasOwn(values.texts, name) ? values.texts[name] : undefined;
    if (!value) return fail(line, `has no value for ${whole}`, hintFor(name, values.texts));
    return value[place].replaceAll("\n", text.endsWith("\r\n") ? "\r\n" : "\n");
  });
}

function hintFor(name: string, values: Readonly<Record<string, unknown>>): string {
  const known = Object.keys(values);
  return didYouMean(name, known) ?? `it may use ${known.join(", ")}; write \\{{ for plain braces`;
}
