import type { EntryView } from "../reports/entry.ts";
import { paintFor } from "../reports/paint.ts";
import type { TableView } from "../reports/tables.ts";
import type { Display } from "./terminal.ts";

/** A pipe has no width: whoever reads it gets whole lines. */
export function tableView({ isTty, columns }: Display): TableView {
  return isTty ? { columns } : {};
}

export function entryView({ columns, color }: Display): EntryView {
  return { columns, paint: paintFor(color) };
}
