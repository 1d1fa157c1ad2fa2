import { EpicError } from "../core/errors.ts";
import { schemaProblems } from "../core/schema-problems.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { type EpicRequest, epicRequestSchema } from "../schema/request.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";
import { cachePolicyOf } from "./cache-flags.ts";
import type { CreateFlags } from "./create-flags.ts";
import type { RequestFlags } from "./request-flags.ts";

export interface RequestParts {
  readonly flags: Pick<CreateFlags, keyof RequestFlags | "request" | "ticket">;
  /** Absent where the request file is to hold it. */
  readonly description: string | undefined;
  /** What `--request` named, unchecked. */
  readonly file: Readonly<Record<string, unknown>>;
  readonly personas: readonly PersonaRegistration[];
  readonly defaultMode: ReviewMode;
}

/** Flags over the request file over the configuration. Throws INVALID_INPUT where they do not fit. */
export function composeRequest(parts: RequestParts): EpicRequest {
  const { flags, file, personas, defaultMode, description } = parts;
  const own = Object.fromEntries(personas.map((persona) => [persona.name, persona]));
  const candidate = {
    mode: defaultMode,
    ...file,
    ...given({ description, mode: flags.mode, enforceDevops: flags.enforceDevops }),
    options: over(file["options"], {
      timeout: flags.timeout,
      cacheKey: flags.cacheKey,
      cache: cachePolicyOf(flags),
      parallel: flags.parallel,
      personas: flags.personas,
      order: flags.order,
      maxCost: flags.maxCost,
      maxTokens: flags.maxTokens,
      allowStale: flags.allowStale,
      excludePersonas: flags.exclude,
      customPersonas: personas.length > 0 ? over(customOf(file), own) : undefined,
    }),
    metadata: over(file["metadata"], {
      requestedBy: flags.requestedBy,
      project: flags.project,
      priority: flags.priority,
      ticket: flags.ticket,
    }),
  };
  const result = epicRequestSchema.safeParse(candidate);
  if (result.success) return result.data;
  const [problem] = schemaProblems(epicRequestSchema, candidate);
  const where = flags.request === undefined ? "The request" : flags.request;
  throw new EpicError("INVALID_INPUT", `${where}: ${problem?.message ?? "it does not fit"}`, {
    cause: result.error,
    hint: problem?.hint ?? "epic schema EpicRequest prints what a request may hold",
  });
}

function customOf(file: RequestParts["file"]): unknown {
  const { options } = file;
  return typeof options === "object" && options !== null && "customPersonas" in options
    ? options.customPersonas
    : undefined;
}

/** Lays the values that are there over a mapping; what is no mapping is left for the schema to refuse. */
function over(below: unknown, above: Readonly<Record<string, unknown>>): unknown {
  if (below === undefined) return given(above);
  return typeof below === "object" && below !== null ? { ...below, ...given(above) } : below;
}

function given(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
