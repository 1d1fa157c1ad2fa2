import type { RunState, RunSummary } from "../schema/run.ts";
import { renderEntry, type Entry, type EntryView } from "./entry.ts";
import { describePersonaState, RUN_MARKS } from "./run-words.ts";
import { renderTable, type TableView } from "./tables.ts";
import { toMinute, toSecond } from "./words.ts";

const INDENT = 10;

/** A run for a person: how far it is, what each persona did, and the command that comes next. */
export function renderStatus(state: RunState, view: EntryView): string {
  const { taskId, epicId, status, metadata, request, personaStates, plan, parent } = state;
  const head: Entry[] = [
    { label: "Run", text: `${taskId} ${status}`, mark: RUN_MARKS[status], indent: INDENT },
    ...[
      ["Epic", epicId],
      ["Mode", request.mode],
      ...(parent ? [["Fork of", `${parent.taskId} at ${parent.checkpointId}`]] : []),
      ["Started", `${toSecond(metadata.createdAt)} UTC`],
      ["Updated", `${toSecond(metadata.updatedAt)} UTC`],
    ].map(([label = "", text = ""]) => ({ label, text, indent: INDENT })),
  ];
  const personas = plan.flat().map((name) => {
    const persona = personaStates[name] ?? { status: "pending" };
    return [name, persona.status, describePersonaState(persona)];
  });
  const next: Entry = { label: "Next", text: nextCommand(state), indent: INDENT };
  return [
    lines(head, view),
    renderTable(
      personas,
      [{ title: "Persona" }, { title: "Status" }, { title: "", flexible: true }],
      view,
    ),
    lines([next], view),
  ]
    .filter(Boolean)
    .join("\n");
}

function lines(entries: readonly Entry[], view: EntryView): string {
  return entries
    .flatMap((entry) => renderEntry(entry, view))
    .join("\n")
    .concat("\n");
}

function nextCommand({ status, taskId, epicId, personaStates }: RunState): string {
  const gaps = Object.values(personaStates).some((persona) => persona.status === "failed");
  if (status === "completed" && gaps) return `epic show ${epicId}, or epic retry ${taskId}`;
  if (status === "completed") return `epic show ${epicId}`;
  if (status === "waiting") return `epic answer ${taskId} --file ${questionOf(personaStates)}`;
  const resume = `epic resume ${taskId}`;
  return status === "running" ? `${resume} (when the process that runs it has gone)` : resume;
}

/** The file of the first question, as its reason names it. */
function questionOf(personaStates: RunState["personaStates"]): string {
  const reasons = Object.values(personaStates).map((state) =>
    state.status === "waiting" ? state.reason : "",
  );
  const files = reasons.flatMap((reason) => /the question is in (\S+)$/.exec(reason)?.[1] ?? []);
  return files[0] ?? "<review.md>";
}

/** Runs, as given, one line each. Commands take the epic's id for the run's, so it stands alone. */
export function renderRuns(runs: readonly RunSummary[], view: TableView = {}): string {
  return renderTable(
    runs.map(({ epicId, status, mode, updatedAt, title }) => [
      epicId,
      status,
      mode,
      toMinute(updatedAt),
      title,
    ]),
    [
      { title: "Epic" },
      { title: "Status" },
      { title: "Mode" },
      { title: "Updated (UTC)" },
      { title: "Title", flexible: true },
    ],
    view,
  );
}
