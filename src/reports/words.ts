import type { ReviewSource } from "../schema/persona.ts";

/** "1 blocker", "2 blockers". */
export function count(amount: number, noun: string): string {
  return `${grouped(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

/** "a, b and c". */
export function enumerate(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** 1234567 is "1,234,567"; at most one decimal. */
export function grouped(amount: number): string {
  return groupThousands(String(Math.round(amount * 10) / 10));
}

/** With this many decimals, for a column in which figures stand below each other. */
export function groupedFixed(amount: number, decimals: number): string {
  return groupThousands(amount.toFixed(decimals));
}

function groupThousands(figure: string): string {
  return figure.replace(/^\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ","));
}

/** 0.724 is "72%". */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** "2 to 4", or "2" where both ends look the same. */
export function range(low: number, high: number): string {
  const [from, to] = [grouped(low), grouped(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** "850 ms", "1.2 s", "2 min 5 s". */
export function elapsed(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${grouped(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  return `${grouped(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** "2026-11-20 14:03" of an ISO time in UTC. */
export function toMinute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** "2026-11-20 14:03:22". */
export function toSecond(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** Enough of a hash to tell two apart. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

const SPELT: Readonly<Record<string, string>> = {
  ai: "AI",
  api: "API",
  devops: "DevOps",
  ml: "ML",
  qa: "QA",
  sre: "SRE",
  ux: "UX",
};

/** "devops-engineer" is "DevOps engineer". */
export function personaTitle(name: string): string {
  return capital(personaWords(name));
}

/** The same inside a sentence: "security specialist". */
export function personaWords(name: string): string {
  return name
    .split("-")
    .map((word) => SPELT[word] ?? word)
    .join(" ");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const SOURCE_WORDS: Readonly<Record<ReviewSource, string>> = {
  model: "model",
  agent: "agent",
  person: "person",
  provider: "provider",
  cache: "cache",
  fallback: "fallback",
  "stale-cache": "stale cache",
  rulebook: "rulebook",
};
