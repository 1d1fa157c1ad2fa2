/** A value of YAML or JSON that has keys. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Part of a configuration, and where it comes from. */
export interface ConfigLayer {
  /** For people: "default", "project file config.yml", "EPIC_MODE". */
  readonly origin: string;
  readonly values: Mapping;
  /** Others may have written it: it came with the project. What it would run has to be trusted. */
  readonly ofRepository?: boolean;
  /** "config.yml:3:5" of a key or of its value; absent where there are no lines. */
  readonly locate?: (path: readonly PropertyKey[], part: "key" | "value") => string;
}

/**
 * Lays each layer over those before it. Mappings are merged key by key; anything else replaces what
 * is below. A section that is written with nothing in it (null in YAML) leaves what is below alone.
 */
export function mergeLayers(layers: readonly ConfigLayer[]): Mapping {
  return layers.reduce<Mapping>((below, { values }) => mergeMappings(below, values), {});
}

function mergeMappings(below: Mapping, above: Mapping): Mapping {
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  // Object.fromEntries defines its keys, so that a key named __proto__ stays a key.
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      Object.hasOwn(above, key) ? mergeValues(ownMember(below, key), above[key]) : below[key],
    ]),
  );
}

function mergeValues(below: unknown, above: unknown): unknown {
  if (above === null && isMapping(below)) return below;
  if (isMapping(above)) return mergeMappings(isMapping(below) ? below : {}, above);
  return above;
}

export interface ConfigLeaf {
  readonly path: string;
  readonly value: unknown;
  readonly origin: string;
}

/** Every value that came out of the merge, in the order of the merged keys, and who set it. */
export function leavesOf(layers: readonly ConfigLayer[]): readonly ConfigLeaf[] {
  return walk(mergeLayers(layers), []).map((leaf) => ({
    path: leaf.path.join("."),
    value: leaf.value,
    origin: layers.reduce(
      (origin, layer) => (setsLeaf(layer.values, leaf) ? layer.origin : origin),
      "",
    ),
  }));
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Lists are leaves: a layer replaces them whole. So is a mapping without keys. */
function walk(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (!isMapping(value) || (path.length > 0 && Object.keys(value).length === 0)) {
    return [{ path, value }];
  }
  return Object.entries(value).flatMap(([key, member]) => walk(member, [...path, key]));
}

/** A section that a layer leaves empty (null) sets nothing, unless nothing was below it either. */
function setsLeaf(values: Mapping, { path, value }: Leaf): boolean {
  const own = valueAt(values, path);
  return own !== undefined && (own !== null || value === null);
}

/** What lies at a path, or undefined. Looks at own keys only. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(ownMember, value);
}

function ownMember(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
