import type { ConfigChange } from "../core/configuration-changes.ts";
import type { ErrorCode } from "../schema/error.ts";
import type { ReviewSource } from "../schema/persona.ts";
import type { CheckpointReason } from "../schema/run.ts";
import type { Verdict } from "../schema/vocabulary.ts";

/** What happens in a run, for whoever watches: the terminal, the log. Never changes what is done. */
export type ProgressEvent =
  | {
      readonly kind: "run-started";
      readonly taskId: string;
      readonly epicId: string;
      readonly personas: readonly string[];
      /** Personas that an earlier process completed already. */
      readonly completed: readonly string[];
      readonly warnings: readonly string[];
    }
  /** Since the run began. What was reviewed is kept; only a restart asks again. */
  | {
      readonly kind: "configuration-changed";
      readonly taskId: string;
      /** Undefined where an older version did not keep what it was. */
      readonly changes: readonly ConfigChange[] | undefined;
      /** The version of the program that began the run, where it was another one. */
      readonly program: string | undefined;
      /** Personas whose reviews would be other ones today. */
      readonly outdated: readonly string[];
    }
  /** A finished run is asked again; `before` is the checkpoint that keeps the epic it had. */
  | { readonly kind: "run-reopened"; readonly taskId: string; readonly before: string }
  /** The checkpoint that was named is not the last one, from which the run goes on all the same. */
  | {
      readonly kind: "checkpoint-passed";
      readonly taskId: string;
      readonly named: string;
      readonly last: string;
    }
  | { readonly kind: "persona-started"; readonly persona: string }
  | { readonly kind: "persona-progress"; readonly persona: string; readonly progress: string }
  /** The cached review of a persona cannot be used, so the persona is asked. */
  | { readonly kind: "cache-damaged"; readonly persona: string; readonly message: string }
  | {
      readonly kind: "attempt-failed";
      readonly persona: string;
      readonly attempt: number;
      readonly code: ErrorCode;
      readonly message: string;
      /** Whether there will be another one. */
      readonly retrying: boolean;
    }
  /** Somebody else is asked instead, or the cache. */
  | {
      readonly kind: "fell-back";
      readonly persona: string;
      /** Name of the provider that failed. */
      readonly from: string;
      readonly to: string;
      readonly code: ErrorCode;
      readonly message: string;
    }
  | {
      readonly kind: "persona-completed";
      readonly persona: string;
      readonly verdict: Verdict;
      readonly recommendations: number;
      readonly blocking: number;
      readonly source: ReviewSource;
      readonly executionTimeMs: number;
    }
  /** A person was asked, who answers later. */
  | { readonly kind: "persona-waits"; readonly persona: string; readonly reason: string }
  | {
      readonly kind: "persona-failed";
      readonly persona: string;
      readonly required: boolean;
      readonly code: ErrorCode;
      readonly message: string;
    }
  | {
      readonly kind: "checkpoint";
      readonly checkpointId: string;
      readonly reason: CheckpointReason;
    }
  /** A plugin that may be done without did not do its part. `place` is as in "notify". */
  | {
      readonly kind: "plugin-failed";
      readonly plugin: string;
      readonly place: string;
      readonly message: string;
      /** What to type so that it does its part after all, where that can be. */
      readonly again?: string | undefined;
    }
  /** A line that the code of a plugin printed. */
  | { readonly kind: "plugin-said"; readonly plugin: string; readonly text: string }
  | { readonly kind: "memory-high"; readonly bytes: number; readonly limitBytes: number }
  | {
      readonly kind: "run-stopped";
      readonly taskId: string;
      readonly status: "failed" | "cancelled" | "waiting";
      readonly code: ErrorCode;
      readonly checkpointId: string;
    }
  | {
      readonly kind: "run-finished";
      readonly taskId: string;
      readonly epicId: string;
      readonly verdict: Verdict;
      readonly totalExecutionTimeMs: number;
    };

export type Observe = (event: ProgressEvent) => void;
