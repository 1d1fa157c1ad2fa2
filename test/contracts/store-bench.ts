import type { AuditEntry, StateStore } from "../../src/ports/state-store.ts";
import type { handClock } from "./records.ts";

/** One medium, with the means to look below the port and to change it from outside. */
export interface StoreBench extends AsyncDisposable {
  readonly clock: ReturnType<typeof handClock>;
  /** Another store on the same medium, as a second process would open it. */
  readonly open: () => Promise<StateStore>;
  /** Owners that no longer exist. */
  readonly gone: Set<string>;
  readonly audit: () => Promise<readonly AuditEntry[]>;
  /** Changes the body of an object, or removes it. */
  readonly tamper: (hash: string, body: string | undefined) => Promise<void>;
}

export type OpenStoreBench = () => Promise<StoreBench & { readonly store: StateStore }>;
