import type { Knowledge } from "../../schema/knowledge.ts";
import { loadData } from "./load-data.ts";

type Catalogue = Pick<Knowledge, "version" | "personas">;
type ForReading = Omit<Knowledge, keyof Catalogue>;

/**
 * All that the rulebook knows, as the build wrote it. Who the personas are is there at once; the rest
 * is read when it is first looked at, for a run whose answers come from elsewhere needs none of it.
 */
export function loadKnowledge(): Knowledge {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked before it was written
  const { version, personas } = loadData("knowledge", "personas.json") as Catalogue;
  for (const persona of personas) {
    onDemand(persona, "rules", () => loadData("knowledge", `rules/${persona.name}.json`));
  }
  const read = once(readForReading);
  return {
    version,
    personas,
    get signals() {
      return read().signals;
    },
    get quantities() {
      return read().quantities;
    },
    get negation() {
      return read().negation;
    },
    get estimation() {
      return read().estimation;
    },
    get citations() {
      return read().citations;
    },
    get presuppositions() {
      return read().presuppositions;
    },
  };
}

function readForReading(): ForReading {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked before it was written
  return loadData("knowledge", "reading.json") as ForReading;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A member that is read when it is first asked for, and then is a plain one. */
function onDemand(owner: object, key: string, read: () => unknown): void {
  const define = (member: PropertyDescriptor) =>
    Object.defineProperty(owner, key, { configurable: true, enumerable: true, ...member });
  define({
    get() {
      const value = read();
      define({ value, writable: true });
      return value;
    },
  });
}
