import { cellsOf, type DocumentText, linesOf } from "./document-lines.ts";

/** What the ticket's documents state under an id, and on which line. */
export interface Statement {
  readonly id: string;
  /** As it is written, Markdown included. */
  readonly text: string;
  readonly line: number;
}

export interface Criterion extends Statement {
  readonly isChecked: boolean;
  /** Ids of the requirements that it proves. */
  readonly requirements: readonly string[];
}

export interface TaskStatement extends Statement {
  /** Ids of requirements and criteria that its section names. */
  readonly requirements: readonly string[];
}

const REQUIREMENT = /^(?:FR|BR|IR|NFR)-\d+$/;
const WANTED = /\b(?:FR|BR|IR|NFR|AC)-\d+\b/g;
const OPEN = /^\[\[fill:/;

/** Rows that begin with the id of a requirement, but for those that nobody has written yet. */
export function readRequirements(document: DocumentText): readonly Statement[] {
  return linesOf(document).flatMap(({ text, line }) => {
    const [id = "", ...cells] = cellsOf(text);
    if (!REQUIREMENT.test(id)) return [];
    // Of a quality, the first cell is its kind.
    const said = id.startsWith("NFR-") ? (cells[1] ?? "") : (cells[0] ?? "");
    return OPEN.test(said) || said === "" ? [] : [{ id, text: said, line }];
  });
}

const CRITERION = /^\s*[-*] \[([ xX])\] \*\*(AC-\d+)\*\*(?: \(([^)]*)\))?:? ?(.*)$/;

export function readCriteria(document: DocumentText): readonly Criterion[] {
  return linesOf(document).flatMap(({ text, line }) => {
    const [, box, id, requirements = "", said = ""] = CRITERION.exec(text) ?? [];
    if (id === undefined || OPEN.test(said)) return [];
    const own = requirements.match(WANTED) ?? [];
    return [{ id, text: said, line, isChecked: box !== " ", requirements: own }];
  });
}

const TASK = /^#{2,6} (T-\d+):? ?(.*)$/;

/** Headings that begin with the id of a task, with what stands below them. */
export function readTasks(document: DocumentText): readonly TaskStatement[] {
  const tasks: { id: string; text: string; line: number; below: string[] }[] = [];
  let current: string[] = [];
  for (const { text, line } of linesOf(document)) {
    const [, id, title = ""] = TASK.exec(text) ?? [];
    if (id !== undefined) {
      current = [title];
      if (!OPEN.test(title)) tasks.push({ id, text: title, line, below: current });
    } else if (text.startsWith("#")) current = [];
    else current.push(text);
  }
  return tasks.map(({ id, text, line, below }) => {
    const requirements = [...new Set(below.join("\n").match(WANTED))];
    return { id, text, line, requirements };
  });
}
