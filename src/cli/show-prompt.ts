import type { App } from "../app/open-app.ts";
import type { PromptView } from "../app/prompt-view.ts";
import { EpicError } from "../core/errors.ts";
import { usd } from "../core/spending/usd.ts";
import type { CliContext, GlobalFlags } from "./context.ts";
import type { CreateFlags } from "./create-flags.ts";
import { chooseSource } from "./description-source.ts";
import { readRequest } from "./read-request.ts";

export interface PromptFlags extends Pick<
  CreateFlags,
  "file" | "mode" | "enforceDevops" | "priority" | "persona"
> {
  readonly run?: string;
}

/** Prints the prompt on standard output; what it is made of, and what it takes, beside it. */
export async function showPrompt(
  persona: string,
  description: string | undefined,
  flags: PromptFlags,
  { context, globals }: { readonly context: CliContext; readonly globals: GlobalFlags },
): Promise<void> {
  const { terminal } = context;
  await using app = await context.openApp(globals, "read");
  const view = await viewOf(persona, description, flags, { app, context });
  if (globals.json) {
    terminal.write(`${JSON.stringify(view, undefined, 2)}\n`);
    return;
  }
  terminal.write(`----- system -----\n${view.system}\n----- user -----\n${view.user}`);
  if (!globals.quiet) for (const line of about(view)) terminal.warn(line);
}

async function viewOf(
  persona: string,
  description: string | undefined,
  flags: PromptFlags,
  { app, context }: { readonly app: App; readonly context: CliContext },
): Promise<PromptView> {
  const { promptForRequest, promptOfRun } = await import("../app/show-prompt.ts");
  const { run, ...rest } = flags;
  const parts = { loaded: app.loaded, settings: app.settings, env: context.env };
  if (run === undefined) {
    const source = chooseSource(description, rest);
    const request = await readRequest(source, rest, { app, terminal: context.terminal });
    return await promptForRequest(persona, request, parts);
  }
  if (description !== undefined || flags.file !== undefined) {
    throw new EpicError("INVALID_INPUT", "--run has a description of its own", {
      hint: "leave out either the description or --run",
    });
  }
  const state = await app.coordinator.getStatus(run);
  return await promptOfRun(persona, state, { ...parts, store: app.store });
}

function about({ persona, provider, model, earlier, inputTokens, costUsd }: PromptView): string[] {
  const { low, expected, high } = inputTokens;
  const asked = model === undefined ? `${provider} answers for ${persona}` : `for ${model}`;
  const cost = costUsd === undefined ? "" : `; with an answer about ${usd(costUsd.expected)}`;
  return [
    `about ${expected} tokens (${low} to ${high}), ${asked}${cost}`,
    ...(earlier === "rulebook"
      ? ["the rulebook stands in for the reviews before it; --run shows those of a run"]
      : []),
  ];
}
