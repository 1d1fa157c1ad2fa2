import { Command, Option } from "commander";

import type { App } from "../../app/open-app.ts";
import { EpicError } from "../../core/errors.ts";
import { didYouMean } from "../../core/suggest.ts";
import { type CliContext, type GlobalFlags, globalFlags } from "../context.ts";
import { parseDuration } from "../parse-duration.ts";
import type { DroppedSubject } from "../render-cache.ts";

export function cacheCommand(context: CliContext): Command {
  return new Command("cache")
    .summary("look at the cached answers, or drop them")
    .description("Looks at the cached answers of personas, or drops them.")
    .addCommand(statsCommand(context))
    .addCommand(clearCommand(context))
    .addCommand(invalidateCommand(context))
    .addCommand(purgeCommand(context));
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
        : renderCacheStats(stats, app.settings.cacheBytes, terminal.stdout),
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
  /** A description. */
  readonly similar?: string;
  readonly threshold?: number;
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
    .addOption(new Option("--key <key>", "the answer with this key").argParser(parseKey))
    .option("--similar <text>", "answers to a description that is like this one")
    .addOption(
      new Option(
        "--threshold <share>",
        "how alike it must be, from 0 to 1 (default: 0.8)",
      ).argParser(parseShare),
    );
  return command.action(async (flags: InvalidateFlags) => {
    const { threshold, ...filters } = flags;
    if (threshold !== undefined && flags.similar === undefined) {
      throw new EpicError("INVALID_INPUT", "--threshold says nothing without --similar", {
        hint: 'as in --similar "Customers can return an order" --threshold 0.9',
      });
    }
    if (Object.keys(filters).length === 0) {
      throw new EpicError("INVALID_INPUT", "Nothing says which answers to drop", {
        hint: "give --persona, --older-than, --similar or --key; epic cache clear drops all",
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
  const alike = await likenessesOf(flags, app);
  const meant = alike?.filter(({ dropped }) => dropped);
  const removed = await app.cache.invalidate({
    ...(persona === undefined ? {} : { persona }),
    ...(key === undefined ? {} : { key }),
    ...(meant === undefined ? {} : { subjects: meant.map(({ hash }) => hash) }),
    ...(olderThan === undefined
      ? {}
      : { olderThan: new Date(Date.now() - olderThan).toISOString() }),
  });
  const { terminal } = context;
  terminal.write(
    globals.json
      ? `${JSON.stringify({ removed, ...(alike && { similar: alike }) })}\n`
      : describeDropped(removed, alike ?? []),
  );
}

/** The descriptions that are meant, and those that nearly are: told, and left alone. */
async function likenessesOf(
  { similar, threshold = 0.8 }: InvalidateFlags,
  app: App,
): Promise<readonly DroppedSubject[] | undefined> {
  if (similar === undefined) return undefined;
  const { findSimilar } = await import("../../core/similarity.ts");
  const near = findSimilar(similar, await app.storeroom.subjects(), Math.min(threshold, 0.5));
  return near.map((subject) =>
    Object.assign(subject, { dropped: subject.similarity >= threshold }),
  );
}

function purgeCommand(context: CliContext): Command {
  const command = new Command("purge").description(
    "Removes stored texts and reviews that no run and no cached answer refers to any more.",
  );
  return command.action(async () => {
    const globals = globalFlags(command);
    const { describePurged } = await import("../render-cache.ts");
    await using app = await context.openApp(globals, "write");
    const purged = await app.storeroom.purge();
    const { terminal } = context;
    terminal.write(globals.json ? `${JSON.stringify(purged)}\n` : describePurged(purged));
  });
}

function parseShare(value: string): number {
  const share = /^(?:0|1|0?\.\d+|1\.0+|0\.\d+)$/.test(value) ? Number(value) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new EpicError("INVALID_INPUT", `--threshold does not take "${value}"`, {
    hint: "give a number from 0 to 1, as in --threshold 0.8",
  });
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
  const { listPersonas } = await import("../../app/personas.ts");
  const personas = await listPersonas({ cwd, env, configFile: config });
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
