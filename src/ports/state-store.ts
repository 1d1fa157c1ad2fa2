import type { StoredObject } from "../core/hash.ts";
import type { Checkpoint, RunStatus, RunSummary } from "../schema/run.ts";

/** The right to continue a run. A later claim has a higher fence, which voids the earlier one. */
export interface Lease {
  readonly taskId: string;
  readonly owner: string;
  readonly fence: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export type Claim =
  | { readonly kind: "held"; readonly lease: Lease }
  | { readonly kind: "busy"; readonly owner: string; readonly expiresAt: number };

export interface ClaimRequest {
  readonly taskId: string;
  /** `<hostname>:<pid>:<random>`, so that a store can tell whether the owner still lives. */
  readonly owner: string;
  readonly ttlMs: number;
}

/** Who did what: written in the same transaction as the act. */
export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

/** Everything one step changes. */
export interface RunRecord {
  readonly checkpoint: Checkpoint;
  /** The run in one line, as it stands after the checkpoint. */
  readonly summary: RunSummary;
  /** Bodies that the event names by hash. Known ones may be given again, which mends damaged ones. */
  readonly objects: readonly StoredObject[];
  readonly audit: readonly AuditEntry[];
}

export interface RunQuery {
  readonly status?: RunStatus;
  /** At most this many; all where absent. */
  readonly limit?: number;
}

/**
 * Runs, their checkpoints and the bodies these name.
 *
 * Every method throws STORAGE_ERROR when the medium is full, read-only, corrupt or written by a
 * newer version; what was saved before stays readable.
 */
export interface StateStore extends AsyncDisposable {
  /**
   * Takes the right to advance a run, with a fence above all earlier ones, or prolongs the one that
   * `owner` holds, with the same fence. A lease of another owner is taken over when it has lapsed,
   * or at once where the owner is known to be gone. A clock that is set back prolongs no lease by
   * more than its time to live.
   */
  claim(request: ClaimRequest): Promise<Claim>;
  /**
   * Saves steps of one run, in their order, all whole or none. When the promise resolves, the end of
   * the process cannot undo it, nor can a power failure, except where every `reason` is `before` or
   * `interval`: these are lost with the power unless a later step was saved. Throws RUN_IN_PROGRESS when the lease was released
   * or is no longer the newest one (one that has lapsed is still good until another is given), or
   * when `checkpoint.sequence` is not the next one.
   */
  save(lease: Lease, ...records: readonly RunRecord[]): Promise<void>;
  /**
   * Gives the right back, so that another process need not wait for it to lapse. A lease that was
   * taken over is not the caller's to give: that does nothing.
   */
  release(lease: Lease): Promise<void>;
  /**
   * The checkpoints of one run in order, up to and with the one named. `reference` is a checkpoint
   * id, a task id, an epic id, a unique prefix of one of them (four characters or more), or `latest`
   * (the run that was touched last); a run's id names its last checkpoint.
   * Throws NOT_FOUND, or INVALID_INPUT where a prefix is ambiguous.
   */
  load(reference: string): Promise<readonly Checkpoint[]>;
  /** The bodies, parsed, in the order asked for. Throws STORAGE_ERROR where one is missing or altered. */
  bodies(hashes: readonly string[]): Promise<readonly unknown[]>;
  /** Runs with a checkpoint; the one that was touched last comes first, whatever the clock says. */
  list(query: RunQuery): Promise<readonly RunSummary[]>;
}
