import { configSchema } from "../schema/config.ts";
import type { Config } from "../schema/config.ts";
import { isMapping, mergeLayers, valueAt } from "./config.ts";
import type { ConfigLayer, Mapping } from "./config.ts";
import { EpicError } from "./errors.ts";
import { parseInput } from "./parse.ts";
import { unknownProvider } from "./providers.ts";
import { schemaProblems } from "./schema-problems.ts";
import { suggest } from "./suggest.ts";

export interface ConfigProblem {
  /** "config.yml:3:5", or the name of a variable. */
  readonly place: string;
  readonly message: string;
  readonly hint: string | undefined;
}

/**
 * What is wrong with each layer. Each is laid over the defaults alone, so that a fault is told even
 * where a higher layer would cover it.
 */
export function configProblems(
  defaults: Mapping,
  layers: readonly ConfigLayer[],
): readonly ConfigProblem[] {
  return layers.flatMap((layer) => {
    const whole = mergeLayers([{ origin: "default", values: defaults }, layer]);
    const { origin, locate } = layer;
    const problems = schemaProblems(configSchema, whole);
    // Without lines the layer is a variable, whose one value has one fault, however many keys it sets.
    return (locate ? problems : problems.slice(0, 1)).map(({ path, part, message, hint }) => ({
      place: locate ? locate(path, part) : origin,
      message,
      hint: hint ?? shippedInstead(valueAt(defaults, path)),
    }));
  });
}

function shippedInstead(value: unknown): string | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  return `leave it out to have ${value}, the default`;
}

/** The layers as one configuration. Throws INVALID_INPUT naming the first fault and its place. */
export function resolveConfig(defaults: Mapping, layers: readonly ConfigLayer[]): Config {
  const [first, ...rest] = configProblems(defaults, layers);
  if (first) throw invalidConfig(first, rest.length);
  const values = mergeLayers([{ origin: "default", values: defaults }, ...layers]);
  const config = parseInput(configSchema, values, "The configuration");
  const [unknown, ...others] = unknownReferences(config, layers);
  if (unknown) throw invalidConfig(unknown, others.length);
  return config;
}

/**
 * As `configProblems`, and, where all else is in order, the providers that a layer names and nobody
 * is. Only all layers together tell who there is: `others` may add some.
 */
export function allProblems(
  defaults: Mapping,
  layers: readonly ConfigLayer[],
  others: readonly ConfigLayer[],
): readonly ConfigProblem[] {
  const problems = configProblems(defaults, layers);
  if (problems.length > 0) return problems;
  const values = mergeLayers([{ origin: "default", values: defaults }, ...others, ...layers]);
  const { data } = configSchema.safeParse(values);
  return data ? unknownReferences(data, layers) : [];
}

function unknownReferences(
  { personas, providers }: Config,
  layers: readonly ConfigLayer[],
): readonly ConfigProblem[] {
  return referencesIn(personas).flatMap(({ path, reference }) => {
    const unknown = unknownProvider(reference, providers);
    const layer = layers.findLast(({ values }) => valueAt(values, path) === reference);
    if (!unknown || !layer) return [];
    const message = `${path.join(".")}: ${unknown.message}`;
    return [{ place: layer.locate?.(path, "value") ?? layer.origin, message, hint: unknown.hint }];
  });
}

interface Reference {
  readonly path: readonly PropertyKey[];
  readonly reference: string;
}

function referencesIn(personas: Config["personas"]): readonly Reference[] {
  return Object.entries(personas).flatMap(([name, { provider, fallback = [] } = {}]) => {
    const path = ["personas", name, "provider"];
    const first: Reference[] = provider === undefined ? [] : [{ path, reference: provider }];
    return first.concat(
      fallback.map((reference, at) => ({ path: ["personas", name, "fallback", at], reference })),
    );
  });
}

function invalidConfig({ place, message, hint }: ConfigProblem, more: number): EpicError {
  const others = more > 0 ? ` (and ${more} more: epic config validate lists them)` : "";
  return new EpicError("INVALID_INPUT", `${place}: ${message}${others}`, {
    hint: hint ?? "epic config show --origin tells what is in force and why",
  });
}

/** A sentence for each persona of a layer that looks like a known one misspelt. */
export function misspeltPersonas(values: Mapping, known: readonly string[]): readonly string[] {
  const personas = valueAt(values, ["personas"]);
  if (!isMapping(personas)) return [];
  return Object.keys(personas)
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = suggest(name, known);
      return meant === undefined ? [] : [`personas.${name} is unknown; did you mean ${meant}?`];
    });
}
