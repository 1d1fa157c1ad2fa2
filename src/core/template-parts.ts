/** A line with its ending, and what its place asks of a value written into it. */
export interface TemplateLine {
  readonly kind: "line";
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly place: "markdown" | "yaml" | "fenced";
}

export interface TemplateBlock {
  readonly kind: "block";
  readonly name: string;
  readonly line: number;
  /** The line ending of the template at this place. */
  readonly ending: string;
  /** What stands between {{block}} and {{end}}. */
  readonly lines: readonly TemplateLine[];
}

export type TemplatePart = TemplateLine | TemplateBlock;

const START = /^[ \t]*\{\{[ \t]*block[ \t]+([A-Za-z]\w*)[ \t]*\}\}[ \t]*(?:\r?\n)?$/;
const END = /^[ \t]*\{\{[ \t]*end[ \t]*\}\}[ \t]*(?:\r?\n)?$/;

type Fail = (line: number, problem: string) => never;

/** Blocks do not nest. `fail` ends the work with what is wrong on a line. */
export function parseTemplate(text: string, fail: Fail): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let open: OpenBlock | undefined;
  for (const line of placedLines(text)) {
    const name = START.exec(line.text)?.[1];
    if (name !== undefined) {
      open = openBlock(name, line, open, fail);
      parts.push(open);
    } else if (END.test(line.text)) {
      if (!open) fail(line.line, "has an {{end}} that closes nothing");
      open = undefined;
    } else (open?.lines ?? parts).push(line);
  }
  if (open) fail(open.line, `never closes {{block ${open.name}}}, which it opens`);
  return parts;
}

type OpenBlock = TemplateBlock & { readonly lines: TemplateLine[] };

function openBlock(
  name: string,
  { line, text }: TemplateLine,
  outer: OpenBlock | undefined,
  fail: Fail,
): OpenBlock {
  if (outer) fail(line, `opens {{block ${name}}} inside {{block ${outer.name}}}`);
  return { kind: "block", name, line, ending: text.endsWith("\r\n") ? "\r\n" : "\n", lines: [] };
}

function placedLines(text: string): readonly TemplateLine[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let inFrontMatter = /^\uFEFF?---\s*$/.test(lines[0] ?? "");
  let fence: string | undefined;
  return lines.map((own, index) => {
    const place = inFrontMatter ? "yaml" : fence === undefined ? "markdown" : "fenced";
    if (inFrontMatter) inFrontMatter = index === 0 || !/^---\s*$/.test(own);
    else fence = fenceAfter(own, fence);
    return { kind: "line", text: own, line: index + 1, place };
  });
}

/** The fence that the line after this one stands in. */
function fenceAfter(line: string, open: string | undefined): string | undefined {
  const [, fence, rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line) ?? [];
  if (fence === undefined) return open;
  if (open === undefined) return fence;
  return fence.startsWith(open) && rest.trim() === "" ? undefined : open;
}
