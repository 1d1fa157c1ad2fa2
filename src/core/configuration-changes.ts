import { type ConfigLayer, leavesOf, type Mapping } from "./config.ts";

/** A value of the configuration that is no longer what it was; undefined where there is or was none. */
export interface ConfigChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export function configChanges(before: Mapping, after: Mapping): readonly ConfigChange[] {
  const [old, now] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function leaves(values: Mapping): ReadonlyMap<string, unknown> {
  const layer: ConfigLayer = { origin: "", values };
  return new Map(leavesOf([layer]).map(({ path, value }) => [path, value]));
}
