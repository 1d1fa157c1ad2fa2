import type { Usage } from "../schema/expense.ts";
import { memberOf, numberOf, textOf } from "./answer/member.ts";
import { isMapping, type Mapping } from "./config.ts";

/**
 * What an agent says that it consumed: `usage` as coding agents and model servers print it, or
 * figures by model. Undefined where it says nothing.
 */
export function agentUsage(value: Mapping): Usage | undefined {
  const usage = memberOf(value, "usage");
  const figures = isMapping(usage) ? plainFigures(usage) : byModel(value);
  const costUsd = amount(
    memberOf(value, "total cost usd", "cost usd") ??
      (isMapping(usage) ? memberOf(usage, "cost usd") : undefined),
  );
  const model = modelOf(value, usage);
  const told = {
    ...(model !== undefined && { model }),
    ...figures,
    ...(costUsd !== undefined && { costUsd }),
  };
  return figures === undefined && costUsd === undefined ? undefined : told;
}

type Figures = Pick<Usage, "inputTokens" | "outputTokens" | "cachedTokens">;

function plainFigures(usage: Mapping): Figures | undefined {
  const sent = tokens(memberOf(usage, "input tokens", "prompt tokens"));
  // Some count what was read from a cache, or written to it, beside the input and not within.
  const read = tokens(memberOf(usage, "cache read input tokens"));
  const written = tokens(memberOf(usage, "cache creation input tokens"));
  const cached = read ?? tokens(memberOf(usage, "cached input tokens", "cached tokens"));
  const output = tokens(memberOf(usage, "output tokens", "completion tokens"));
  return figuresOf(sent === undefined ? undefined : sent + (read ?? 0) + (written ?? 0), {
    output,
    cached,
  });
}

/** `{"stats":{"models":{"name":{"tokens":{"prompt":1,"candidates":2}}}}}` */
function byModel(value: Mapping): Figures | undefined {
  const stats = memberOf(value, "stats");
  const models = isMapping(stats) ? memberOf(stats, "models") : undefined;
  if (!isMapping(models)) return undefined;
  const counts = Object.values(models)
    .map((model) => (isMapping(model) ? memberOf(model, "tokens") : undefined))
    .filter(isMapping);
  const sum = (name: string): number | undefined => {
    const found = counts.flatMap((count) => tokens(memberOf(count, name)) ?? []);
    return found.length === 0 ? undefined : found.reduce((total, each) => total + each, 0);
  };
  const thoughts = sum("thoughts") ?? 0;
  const output = sum("candidates");
  return figuresOf(sum("prompt"), {
    output: output === undefined ? undefined : output + thoughts,
    cached: sum("cached"),
  });
}

function figuresOf(
  inputTokens: number | undefined,
  { output, cached }: { readonly output: number | undefined; readonly cached: number | undefined },
): Figures | undefined {
  if (inputTokens === undefined && output === undefined) return undefined;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(output !== undefined && { outputTokens: output }),
    ...(cached !== undefined && { cachedTokens: cached }),
  };
}

/** One name, or none where several models worked together. */
function modelOf(value: Mapping, usage: unknown): string | undefined {
  const named = textOf(memberOf(value, "model"));
  if (named !== undefined) return named;
  const own = isMapping(usage) ? textOf(memberOf(usage, "model")) : undefined;
  const stats = memberOf(value, "stats");
  const models =
    memberOf(value, "model usage") ?? (isMapping(stats) ? memberOf(stats, "models") : undefined);
  const names = isMapping(models) ? Object.keys(models) : [];
  return own ?? (names.length === 1 ? names[0] : undefined);
}

/** More than anybody can pay for: a figure beyond it is no count. */
const MOST_TOKENS = 1e12;

function tokens(value: unknown): number | undefined {
  const count = numberOf(value) ?? -1;
  return Number.isInteger(count) && count >= 0 && count <= MOST_TOKENS ? count : undefined;
}

function amount(value: unknown): number | undefined {
  const figure = numberOf(value);
  return figure !== undefined && figure >= 0 ? figure : undefined;
}
