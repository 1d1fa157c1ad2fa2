import { cellsOf, type DocumentText, linesOf } from "./document-lines.ts";
import { readCriteria, readRequirements, readTasks } from "./ticket-statements.ts";

/** By file name. */
type Texts = Readonly<Record<string, DocumentText | undefined>>;

const REGION = /(<!-- region: traceability -->[ \t]*\r?\n)([\s\S]*?)(<!-- endregion -->)/;

/**
 * The index of a ticket with its table of what follows from what as the documents have it now: a row
 * for each requirement, with the criteria and tasks that name it. What people wrote into a cell that
 * nothing is known for stays, and so do their own rows and columns.
 */
export function updateTraceTable(index: string, texts: Texts): string {
  const document = texts["FEATURE_REQUIREMENTS.md"] ?? "";
  const requirements = readRequirements(document);
  if (requirements.length === 0) return index;
  return index.replace(REGION, (whole, start: string, body: string, end: string) => {
    const ending = start.endsWith("\r\n") ? "\r\n" : "\n";
    const rows = body.split(/\r?\n/).filter((line) => line !== "");
    const [title = "", rule = "", ...members] = rows;
    const columns = cellsOf(title);
    if (columns[0] !== "Requirement") return whole;
    const traces = traceOf(
      requirements.map(({ id }) => id),
      document,
      texts,
    );
    const known = new Set(members.map((row) => cellsOf(row)[0]));
    const kept = members
      .filter((row) => !isOpenRow(row, traces))
      .map((row) => renewRow(row, columns, traces));
    const added = [...traces.keys()]
      .filter((id) => !known.has(id))
      .map((id) => renewRow(rowOf([id, ...columns.slice(1).map(() => "")]), columns, traces));
    const lines = [title, rule, ...kept, ...added];
    return [start, ...lines.map((line) => line + ending), end].join("");
  });
}

/** By requirement: the text of each column that the documents know. */
type Traces = ReadonlyMap<string, Readonly<Record<string, string>>>;

function traceOf(ids: readonly string[], document: DocumentText, texts: Texts): Traces {
  const criteria = readCriteria(document);
  const tasks = readTasks(texts["IMPLEMENTATION_PLAN.md"] ?? "");
  const design = linesOf(texts["SYSTEM_DESIGN.md"] ?? "").map(({ text }) => text);
  return new Map(
    ids.map((id) => {
      const own = criteria.filter((one) => one.requirements.includes(id)).map((one) => one.id);
      const names = new Set([id, ...own]);
      const doing = tasks.filter((task) => task.requirements.some((name) => names.has(name)));
      const trace = {
        "Checked by": own.join(", "),
        Decision: decisionsFor(id, design).join(", "),
        Task: doing.map((task) => task.id).join(", "),
      };
      return [id, trace];
    }),
  );
}

/** Decisions are named in lines that name the requirement too. */
function decisionsFor(id: string, design: readonly string[]): readonly string[] {
  const own = design.filter((line) => new RegExp(`\\b${id}\\b`).test(line));
  return [...new Set(own.flatMap((line) => [...line.matchAll(/\bD-\d+\b/g)].map(String)))];
}

/** The row of a template that nobody has written, for a requirement that is not there. */
function isOpenRow(row: string, traces: Traces): boolean {
  return row.includes("[[fill:") && !traces.has(String(cellsOf(row)[0]));
}

function renewRow(row: string, columns: readonly string[], traces: Traces): string {
  const cells = cellsOf(row);
  const trace = traces.get(String(cells[0]));
  if (!trace) return row;
  return rowOf(
    columns.map((column, index) => {
      const known = trace[column] ?? "";
      return known === "" ? (cells[index] ?? "") : known;
    }),
  );
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
