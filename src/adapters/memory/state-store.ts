import { decideLease, type IsAlive, type StoredLease } from "../../core/lease.ts";
import { checkpointIdTaken, expectNextStep } from "../../core/refused-save.ts";
import { chooseMatch, type ReferenceMatch, SHORTEST_PREFIX } from "../../core/run-reference.ts";
import { openBody } from "../../core/stored-body.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Claim, ClaimRequest, Lease, RunRecord, StateStore } from "../../ports/state-store.ts";
import type { RunSummary } from "../../schema/run.ts";
import type { MemoryMedium } from "./medium.ts";

interface MemoryStoreOptions {
  /** Lets a claim take over at once from an owner that is gone, before its lease lapses. */
  readonly isAlive?: IsAlive;
}

/** A StateStore that lasts as long as its medium. */
export function memoryStateStore(
  medium: MemoryMedium,
  clock: Clock,
  { isAlive = () => undefined }: MemoryStoreOptions = {},
): StateStore {
  return {
    async claim(request) {
      return claim(medium, request, clock.now(), isAlive);
    },
    async save(lease, ...records) {
      // All or none: each is held against those before it before any of them is written.
      for (const step of checkSteps(medium, lease, records)) write(medium, step);
    },
    async release({ taskId, owner, fence }) {
      const run = medium.runs.get(taskId);
      if (run?.lease.owner !== owner || run.lease.fence !== fence) return;
      medium.runs.set(taskId, { ...run, lease: { ...run.lease, owner: undefined } });
    },
    async load(reference) {
      const { taskId, sequence } = chooseMatch(reference, findMatches(medium, reference));
      return medium.checkpoints
        .filter((checkpoint) => checkpoint.taskId === taskId && checkpoint.sequence <= sequence)
        .map((checkpoint) => structuredClone(checkpoint));
    },
    async bodies(hashes) {
      return hashes.map((hash) => openBody(hash, medium.objects.get(hash)));
    },
    async list({ status, limit }) {
      return savedRuns(medium)
        .filter((summary) => status === undefined || summary.status === status)
        .slice(0, limit);
    },
    async [Symbol.asyncDispose]() {},
  };
}

function claim(
  { runs }: MemoryMedium,
  { taskId, owner, ttlMs }: ClaimRequest,
  now: number,
  isAlive: IsAlive,
): Claim {
  const run = runs.get(taskId);
  const { kind, lease } = decideLease(run?.lease, { owner, ttlMs }, now, isAlive);
  runs.set(taskId, { summary: run?.summary, touched: run?.touched ?? 0, lease });
  const { fence, expiresAt } = lease;
  return kind === "granted"
    ? { kind: "held", lease: { taskId, owner, fence, expiresAt } }
    : { kind: "busy", owner: lease.owner, expiresAt };
}

interface Step {
  readonly record: RunRecord;
  readonly held: StoredLease;
}

function checkSteps(
  { runs, checkpoints }: MemoryMedium,
  lease: Lease,
  records: readonly RunRecord[],
): readonly Step[] {
  const run = runs.get(lease.taskId);
  const taken = new Set(checkpoints.map(({ id }) => id));
  let stored = run && { ...run.lease, sequence: run.summary?.sequence ?? 0 };
  return records.map((record) => {
    const { id, sequence } = record.checkpoint;
    const { sequence: _, ...held } = expectNextStep(stored, lease, sequence);
    if (taken.has(id)) throw checkpointIdTaken(id);
    taken.add(id);
    stored = { ...held, sequence };
    return { record, held };
  });
}

function write(medium: MemoryMedium, { record, held }: Step): void {
  const { checkpoint, summary, objects, audit } = record;
  for (const { hash, body } of objects) medium.objects.set(hash, body);
  const touched = medium.checkpoints.push(structuredClone(checkpoint));
  medium.runs.set(checkpoint.taskId, { lease: held, summary: { ...summary }, touched });
  medium.audit.push(...audit);
}

function findMatches(medium: MemoryMedium, reference: string): readonly ReferenceMatch[] {
  const runs = savedRuns(medium);
  if (reference === "latest") return runs.slice(0, 1).flatMap(runNames);
  const names = runs.flatMap(runNames);
  names.push(...medium.checkpoints);
  const exact = names.filter(({ id }) => id === reference);
  if (exact.length > 0 || reference.length < SHORTEST_PREFIX) return exact;
  return names.filter(({ id }) => id.startsWith(reference));
}

function runNames({ taskId, epicId, sequence }: RunSummary): ReferenceMatch[] {
  return [taskId, epicId].map((id) => ({ id, taskId, sequence }));
}

/** The run that was touched last comes first. */
function savedRuns({ runs }: MemoryMedium): readonly RunSummary[] {
  return [...runs.values()]
    .toSorted((a, b) => b.touched - a.touched)
    .flatMap(({ summary }) => (summary === undefined ? [] : [{ ...summary }]));
}
