import { setImmediate as nextTurn } from "node:timers/promises";

import type { RunRecord } from "../ports/state-store.ts";

/** Saves records in their order; those that are added before the event loop turns go together. */
export interface Saves {
  /** Resolves once it is saved. Rejects where it, or what it follows, could not be. */
  readonly add: (record: RunRecord) => Promise<void>;
  /** Resolves when nothing is under way any more, whether it was saved or lost. */
  readonly settled: () => Promise<void>;
}

/** Records that are saved together: whole or not at all. */
interface Group {
  readonly records: RunRecord[];
  readonly saved: Promise<void>;
}

/** `onLost` is called before anybody is told that saving failed. */
export function groupSaves(
  save: (records: readonly RunRecord[]) => Promise<void>,
  onLost: () => void,
): Saves {
  let open: Group | undefined;
  let last: Promise<void> = Promise.resolve();

  const close = async (records: readonly RunRecord[]): Promise<void> => {
    await nextTurn();
    open = undefined;
    try {
      await save(records);
    } catch (error) {
      // What was added since rests on what is lost: it is lost as well. What comes now begins anew.
      open = undefined;
      last = Promise.resolve();
      onLost();
      throw error;
    }
  };
  const openGroup = (): Group => {
    const records: RunRecord[] = [];
    last = last.then(() => close(records));
    return { records, saved: last };
  };

  return {
    add: (record) => {
      open ??= openGroup();
      open.records.push(record);
      return open.saved;
    },
    // Whoever added it is told where saving fails.
    settled: () => last.catch(() => {}),
  };
}
