import type { Checkpoint, RunState, RunSummary } from "../schema/run.ts";
import { renderEntry, type Entry, type EntryView } from "./entry.ts";
import { describeEvent, describePersonaState, RUN_MARKS } from "./run-words.ts";
import { renderTable, type TableView } from "./tables.ts";
import { dateTime } from "./words.ts";

const INDENT = 10;

/** A run for a person: how far it is, what each persona did, and the command that comes next. */
export function renderStatus(state: RunState, view: EntryView): string {
  const { taskId, epicId, status, metadata, request, personaStates, plan } = state;
  const head: Entry[] = [
    { label: "Run", text: `${taskId} ${status}`, mark: RUN_MARKS[status], indent: INDENT },
    ...[
      ["Epic", epicId],
      ["Mode", request.mode],
      ["Started", dateTime(metadata.createdAt)],
      ["Updated", dateTime(metadata.updatedAt)],
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

function nextCommand({ status, taskId, epicId }: RunState): string {
  if (status === "completed") return `epic show ${epicId}`;
  return status === "running" ? `epic status ${taskId}` : `epic resume ${taskId}`;
}

/** The checkpoints of one run, in order. */
export function renderCheckpoints(
  checkpoints: readonly Checkpoint[],
  view: TableView = {},
): string {
  return renderTable(
    checkpoints.map(({ sequence, id, reason, createdAt, event }) => [
      String(sequence),
      id,
      reason,
      clockTime(createdAt),
      describeEvent(event),
    ]),
    [
      { title: "No", align: "right" },
      { title: "Checkpoint" },
      { title: "Reason" },
      { title: "Time (UTC)" },
      { title: "What happened", flexible: true },
    ],
    view,
  );
}

/** "2026-11-20 14:03:22". */
function clockTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** Runs, as given, one line each. */
export function renderRuns(runs: readonly RunSummary[], view: TableView = {}): string {
  return renderTable(
    runs.map(({ epicId, status, mode, updatedAt, title, taskId }) => [
      epicId,
      taskId,
      status,
      mode,
      dateTime(updatedAt),
      title,
    ]),
    [
      { title: "Epic" },
      { title: "Run" },
      { title: "Status" },
      { title: "Mode" },
      { title: "Updated" },
      { title: "Title", flexible: true },
    ],
    view,
  );
}
