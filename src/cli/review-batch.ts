import { availableParallelism } from "node:os";

import type { App, BatchLine, BatchResult } from "../app/open-app.ts";
import { isMapping } from "../core/config.ts";
import { EpicError, ERROR_CODES, toEpicError } from "../core/errors.ts";
import { count } from "../reports/words.ts";
import type { BatchFlags } from "./commands/batch.ts";
import { composeRequest, type RequestParts } from "./compose-request.ts";
import type { CliContext, GlobalFlags } from "./context.ts";
import { stoppedBy } from "./gate.ts";
import { readPersonas } from "./read-request.ts";
import { failureDocument } from "./report-failure.ts";

interface Faces {
  readonly context: CliContext;
  readonly globals: GlobalFlags;
}

/** One line of JSON out for each line in. What is wrong with one stops no other. */
export async function reviewBatch(
  file: string,
  flags: BatchFlags,
  { context, globals }: Faces,
): Promise<void> {
  const { terminal } = context;
  const workers = Math.min(flags.concurrency ?? Infinity, availableParallelism());
  const { egress, trust } = flags;
  const reach = { workers, allowEgress: egress, trust };
  await using app = await context.openApp(globals, "write", undefined, reach);
  const failOn = flags.failOn ?? app.settings.failOn;
  const errors: EpicError[] = [];

  async function emit(result: BatchResult): Promise<void> {
    if ("error" in result) errors.push(result.error);
    else if (stoppedBy(result.response, failOn).length > 0) context.gateFailed();
    terminal.write(`${JSON.stringify(documentOf(result))}\n`);
    if (!globals.quiet) terminal.warn(noteOf(result));
    await terminal.settled();
  }

  const personas = await readPersonas(flags.persona ?? [], app.files);
  const lines = requestsOf(linesOf(file, app, context), { flags, personas }, app);
  const { reviewed, mostWaiting } = await app.batch(lines, terminal.signal, {
    emit,
    concurrency: flags.concurrency ?? app.settings.maxConcurrentPersonas,
    depth: flags.queue,
  });
  terminal.signal.throwIfAborted();
  if (!globals.quiet) {
    const failed = errors.length > 0 ? `, ${errors.length} failed` : "";
    terminal.warn(`${count(reviewed, "epic")} reviewed${failed}; at most ${mostWaiting} waited`);
  }
  if (errors.length > 0) throw summaryOf(errors, reviewed);
  if (reviewed === 0) {
    throw new EpicError("INVALID_INPUT", `${nameOf(file)} holds no request`, {
      hint: 'write one in each line, as in {"description": "Customers can return an order online"}',
    });
  }
}

const nameOf = (file: string) => (file === "-" ? "Standard input" : file);

type TextLines = ReturnType<App["files"]["readLines"]>;

/** Room for the longest description with every character escaped, and for what stands beside it. */
function linesOf(file: string, { files, settings }: App, { terminal }: CliContext): TextLines {
  const maxBytes = settings.descriptionBytes * 6 + 64 * 1024;
  if (file === "-") return files.readLines(terminal.stdin.read(), maxBytes);
  return files.readFileLines(file, maxBytes);
}

async function* requestsOf(
  lines: TextLines,
  given: Pick<RequestParts, "flags" | "personas">,
  { settings }: App,
): AsyncGenerator<BatchLine> {
  for await (const each of lines) {
    const { line } = each;
    if ("error" in each) {
      yield each;
      continue;
    }
    if (each.text.trim() === "") continue;
    try {
      const file = parseLine(each.text);
      const { defaultMode } = settings;
      const request = composeRequest({ ...given, description: undefined, file, defaultMode });
      yield { line, request };
    } catch (error) {
      const { code, message, hint } = toEpicError(error);
      const named = `Line ${line}: ${message.replace(/^The request: /, "")}`;
      yield { line, error: new EpicError(code, named, { cause: error, hint }) };
    }
  }
}

/** A description alone need not be wrapped into an object. */
function parseLine(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text);
  if (typeof value === "string") return { description: value };
  if (isMapping(value)) return value;
  throw new EpicError("INVALID_INPUT", "it is neither a request nor a description", {
    hint: "epic schema EpicRequest prints what a request may hold",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EpicError("INVALID_INPUT", `it is no JSON: ${reason}`, {
      cause,
      hint: "write one JSON document in each line",
    });
  }
}

function documentOf(result: BatchResult): object {
  if ("error" in result) return { line: result.line, ...failureDocument(result.error) };
  return { line: result.line, ...result.response };
}

function noteOf(result: BatchResult): string {
  if ("error" in result) {
    const { code, message, hint } = result.error;
    const named = message.startsWith(`Line ${result.line}`);
    return `${named ? "" : `Line ${result.line}: `}${message} (${code})${hint === undefined ? "" : `; ${hint}`}`;
  }
  const { id, verdict, title } = result.response.epic;
  return `Line ${result.line}: ${verdict}, ${id}, ${title}`;
}

/** The gravest failure decides about the exit code. */
function summaryOf(errors: readonly EpicError[], reviewed: number): EpicError {
  const [gravest] = errors.toSorted(
    (a, b) => ERROR_CODES[b.code].exitCode - ERROR_CODES[a.code].exitCode,
  );
  const of = `${errors.length} of ${count(errors.length + reviewed, "request")} failed`;
  return new EpicError(gravest?.code ?? "SYSTEM_ERROR", `${of}: ${gravest?.message ?? ""}`, {
    hint: `${reviewed > 0 ? "the others are done; " : ""}each line that failed says why and how to go on`,
  });
}
