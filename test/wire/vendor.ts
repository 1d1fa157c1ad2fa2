import type { z } from "zod";

/** How an answer is told: in these pieces, to its end, with these counts. */
export interface Told {
  readonly pieces: readonly string[];
  readonly end: "stop" | "length" | "filtered";
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
}

/** The wire format of a vendor, as its published API has it, in our own words. */
export interface Vendor {
  readonly name: "anthropic" | "openai" | "google" | "openai-compatible";
  /** Of the request that asks for a streamed answer. */
  readonly path: RegExp;
  readonly version: string;
  readonly keyIn: (headers: NodeJS.Dict<string | string[]>) => string | undefined;
  readonly request: z.ZodType;
  /** What a request says to the model, all of it. */
  readonly saidIn: (request: unknown) => string;
  /** The stream as the events that come before it ends, and those that end it. */
  readonly stream: (told: Told) => {
    readonly body: readonly string[];
    readonly end: readonly string[];
  };
  readonly refusal: (status: number, message: string) => string;
  /** An error in the middle of a stream. */
  readonly streamedError: (message: string) => string;
}

export const event = (data: unknown, name?: string): string =>
  `${name === undefined ? "" : `event: ${name}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;

/** All texts in a value, however deep. */
export function textsIn(value: unknown): string {
  if (typeof value === "string") return `${value}\n`;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(textsIn).join("");
}

export function bearer(headers: NodeJS.Dict<string | string[]>): string | undefined {
  return /^Bearer (.+)$/.exec(String(headers["authorization"] ?? ""))?.[1];
}
