import { Command, Option } from "commander";

import type { App } from "../../app/open-app.ts";
import { EpicError } from "../../core/errors.ts";
import { didYouMean } from "../../core/suggest.ts";
import { type CliContext, type GlobalFlags, globalFlags } from "../context.ts";
import { parseDuration } from "../parse-duration.ts";

export function cacheCommand(context: CliContext): Command {
  return new Command("cache")
    .summary("look at the cached answers, or drop them")
    .description("Looks at the cached answers of personas, or drops them.")
    .addCommand(statsCommand(context))
    .addCommand(clearCommand(context))
    .addCommand(invalidateCommand(context));
}

function statsCommand(context: CliContext): Command {
  const command = new Command("stats").description("Says what the cache holds and how it serves.");
  return command.action(async () => {
    const globals = globalFlags(command);
    const { renderCacheStats } = await import("../render-cache.ts");
    await using app = await context.openApp(globals, "read");
    const stats = await app.cache.stats();
    const { terminal } = context;
    terminal.write(
      globals.json
        ? `${JSON.stringify(stats, undefined, 2)}\n`
        : renderCacheStats(stats, terminal.stdout),
    );
  });
}

function clearCommand(context: CliContext): Command {
  const command = new Command("clear").description("Drops every cached answer.");
  return command.action(async () => {
    await drop({}, context, command);
  });
}

interface InvalidateFlags {
  readonly persona?: string;
  /** Milliseconds. */
  readonly olderThan?: number;
  readonly key?: string;
}

function invalidateCommand(context: CliContext): Command {
  const command = new Command("invalidate")
    .description("Drops the cached answers that match all of what is given.")
    .option("--persona <name>", "answers of one persona")
    .addOption(
      new Option("--older-than <duration>", "answers older than that, as in 12h or 7d").argParser(
        parseDuration,
      ),
    )
    .addOption(new Option("--key <key>", "the answer with this key").argParser(parseKey));
  return command.action(async (flags: InvalidateFlags) => {
    if (Object.keys(flags).length === 0) {
      throw new EpicError("INVALID_INPUT", "Nothing says which answers to drop", {
        hint: "give --persona, --older-than or --key; epic cache clear drops all",
      });
    }
    await drop(flags, context, command);
  });
}

async function drop(flags: InvalidateFlags, context: CliContext, command: Command): Promise<void> {
  const { persona, olderThan, key } = flags;
  const globals = globalFlags(command);
  const { describeDropped } = await import("../render-cache.ts");
  await using app = await context.openApp(globals, "write");
  if (persona !== undefined) await refuseUnknown(persona, app, globals, context);
  const removed = await app.cache.invalidate({
    ...(persona === undefined ? {} : { persona }),
    ...(key === undefined ? {} : { key }),
    ...(olderThan === undefined
      ? {}
      : { olderThan: new Date(Date.now() - olderThan).toISOString() }),
  });
  const { terminal } = context;
  terminal.write(globals.json ? `${JSON.stringify({ removed })}\n` : describeDropped(removed));
}

/** A misspelt name would drop nothing and look like a success. */
async function refuseUnknown(
  persona: string,
  app: App,
  { config }: GlobalFlags,
  { cwd, env }: CliContext,
): Promise<void> {
  const { byPersona } = await app.cache.stats();
  if (Object.hasOwn(byPersona, persona)) return;
  const { inspectPersonas } = await import("../../app/inspect.ts");
  const personas = await inspectPersonas({ cwd, env, configFile: config });
  const names = personas.map(({ name }) => name);
  if (names.includes(persona)) return;
  throw new EpicError("INVALID_INPUT", `There is no persona "${persona}"`, {
    hint: didYouMean(persona, [...names, ...Object.keys(byPersona)]) ?? "epic personas list",
  });
}

function parseKey(value: string): string {
  if (/^[0-9a-f]{64}$/.test(value)) return value;
  throw new EpicError("INVALID_INPUT", `"${value}" is no cache key`, {
    hint: "a key has 64 hexadecimal digits in lower case",
  });
}
