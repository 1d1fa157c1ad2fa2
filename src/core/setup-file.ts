import { mergeKeepingOwn } from "./merge-document.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** A file that the program sets up: as it wrote it last, as it is, and as it would be. */
export interface SetupSides {
  readonly path: string;
  readonly base: string | undefined;
  readonly own: string | undefined;
  readonly fresh: string;
}

export interface SetupStep {
  readonly path: string;
  /**
   * `updated` and `merged` bring what is new, the latter around the edits of people; `kept` is what
   * people wrote; `left-out` what they removed.
   */
  readonly what: "created" | "unchanged" | "updated" | "merged" | "kept" | "left-out";
  /** Undefined where the file stays as it is. */
  readonly text: string | undefined;
  /** For people: what changed; of `kept`, what is new in the file that ships. Empty where nothing. */
  readonly diff: string;
}

/** What becomes of one file. No line that people wrote is ever taken out. */
export function setUpFile({ path, base, own, fresh }: SetupSides): SetupStep {
  const step = (what: SetupStep["what"], text: string | undefined, diff = ""): SetupStep => ({
    path,
    what,
    text,
    diff,
  });
  if (own === undefined) {
    return base === undefined ? step("created", fresh) : step("left-out", undefined);
  }
  if (plain(own) === plain(fresh) || base === fresh) return step("unchanged", undefined);
  if (base === undefined) return step("kept", undefined, unifiedDiff(path, own, fresh));
  const text = mergeKeepingOwn({ base, own, fresh });
  if (text === own) return step("kept", undefined, unifiedDiff(path, base, fresh));
  const what = plain(own) === plain(base) ? "updated" : "merged";
  return step(what, text, unifiedDiff(path, own, text));
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
