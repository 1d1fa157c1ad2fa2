import { commitHook, type HookCommand, isOurHook, ownHook } from "../core/commit-hook.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { CommitHooks } from "../ports/commit-hooks.ts";

const NAME = "commit-msg";

export interface HooksResult {
  readonly hook: string;
  readonly done: "installed" | "renewed" | "unchanged";
  /** The new name of a hook that was there before and goes on being run. */
  readonly kept?: string;
}

/** Lets Git ask for the ticket at every commit. A second time, it changes nothing. */
export async function installHooks(
  command: HookCommand,
  { code, hooks }: { readonly code: CodeHost; readonly hooks: CommitHooks },
): Promise<HooksResult> {
  const before = await hooks.read(NAME);
  const folder = (await code.repository())?.folder ?? "";
  const script = commitHook(NAME, folder, command);
  if (before === script) return { hook: NAME, done: "unchanged" };
  if (before !== undefined && !isOurHook(before)) return await putBefore(script, hooks);
  await hooks.write(NAME, script);
  return { hook: NAME, done: before === undefined ? "installed" : "renewed" };
}

/** The hook of somebody else gets another name, under which ours runs it. */
async function putBefore(script: string, hooks: CommitHooks): Promise<HooksResult> {
  const kept = ownHook(NAME);
  await hooks.rename(NAME, kept);
  try {
    await hooks.write(NAME, script);
  } catch (error) {
    await hooks.rename(kept, NAME);
    throw error;
  }
  return { hook: NAME, done: "installed", kept };
}
