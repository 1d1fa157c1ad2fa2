import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse, stringify } from "yaml";
import type { z } from "zod";

import { EpicError } from "../../core/errors.ts";
import { describeIssues } from "../../core/parse.ts";
import {
  type Exchange,
  exchangeSchema,
  type TapeHeader,
  tapeHeaderSchema,
} from "../../schema/tape.ts";

const HEADER = "tape.yml";
const EXCHANGE = /^[a-z][a-z0-9-]*\.\d+\.yml$/;

/** Empties a folder for a new record. Throws INVALID_INPUT where it holds anything else. */
export function beginTape(folder: string, header: TapeHeader): void {
  attempt(folder, () => {
    mkdirSync(folder, { recursive: true });
    const names = readdirSync(folder);
    const foreign = names.find((name) => name !== HEADER && !EXCHANGE.test(name));
    if (foreign !== undefined) {
      throw new EpicError("INVALID_INPUT", `${folder} is no record: it holds ${foreign}`, {
        hint: "name a folder that is empty, or is not there yet",
      });
    }
    for (const name of names) rmSync(join(folder, name));
  });
  writeYaml(folder, HEADER, header);
}

/** Throws NOT_FOUND where there is no record, STORAGE_ERROR where it is none. */
export function readHeader(folder: string): TapeHeader {
  if (!existsSync(join(folder, HEADER))) {
    throw new EpicError("NOT_FOUND", `There is no record in ${folder}`, {
      hint: `make one: epic create … --record ${folder}`,
    });
  }
  return readYaml(folder, HEADER, tapeHeaderSchema);
}

export const exchangeFile = (persona: string, number: number): string => `${persona}.${number}.yml`;

export function writeExchange(folder: string, file: string, exchange: Exchange): void {
  writeYaml(folder, file, exchange);
}

/** Undefined where there is none. */
export function readExchange(folder: string, file: string): Exchange | undefined {
  return existsSync(join(folder, file)) ? readYaml(folder, file, exchangeSchema) : undefined;
}

/** Long texts as they are, line by line: people are to read, and to compare, what was said. */
function writeYaml(folder: string, file: string, value: unknown): void {
  const text = stringify(value, { lineWidth: 0, blockQuote: "literal" });
  attempt(folder, () => writeFileSync(join(folder, file), text));
}

function readYaml<T extends z.ZodType>(folder: string, file: string, schema: T): z.infer<T> {
  const path = join(folder, file);
  const value: unknown = attempt(path, () => parse(readFileSync(path, "utf8")));
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new EpicError("STORAGE_ERROR", `${path} is no record: ${describeIssues(result.error)}`, {
    hint: "record again",
  });
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof EpicError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EpicError("STORAGE_ERROR", `The record ${path} cannot be used: ${reason}`, { cause });
  }
}
