/** What has an id in the documents of a ticket: FR-1 for a recommendation, T-2 for a part, R-3 for a risk. */
export interface Numbered {
  readonly id: string;
  /** Id of what it stands for in the epic. */
  readonly source: string;
}

const LINE = /^([A-Z]+-\d+) (.+)$/;

/** One line each, so that two branches can both add to them. Lines of anything else are passed over. */
export function readNumbers(text: string): readonly Numbered[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, id = "", source = ""] = LINE.exec(line) ?? [];
    return id === "" ? [] : { id, source };
  });
}

export function writeNumbers(numbers: readonly Numbered[]): string {
  const { compare } = new Intl.Collator("en", { numeric: true });
  const lines = numbers.map(({ id, source }) => `${id} ${source}\n`);
  return [...new Set(lines)].toSorted(compare).join("");
}

const ID = /\b([A-Z]{1,3})-(\d+)\b/g;

/** What people have numbered themselves. Lines with a place to fill are the template's. */
export function numbersIn(document: string): readonly string[] {
  const lines = document.split("\n").filter((line) => !line.includes("[[fill:"));
  return lines.flatMap((line) => [...line.matchAll(ID)].map(([id]) => id));
}

/** Gives out ids: the same one for the same thing for ever, and none for two things. */
export interface NumberBook {
  idFor(prefix: string, source: string): string;
  /** All that were ever given. */
  numbers(): readonly Numbered[];
}

/** `given` are the ids of things, of which the first counts; `taken` are not given to anything new. */
export function numberBook(
  given: readonly Numbered[] = [],
  taken: readonly string[] = [],
): NumberBook {
  const all = [...given];
  const last = new Map<string, number>();
  for (const id of [...given.map((one) => one.id), ...taken]) {
    const { prefix, digits } = partsOf(id);
    last.set(prefix, Math.max(last.get(prefix) ?? 0, digits));
  }
  const ids = new Map<string, string>();
  for (const [index, { id, source }] of given.entries()) {
    // Two branches may have given one id to two things; the second gets a new one.
    const isFirst = given.findIndex((other) => other.id === id) === index;
    const key = `${partsOf(id).prefix} ${source}`;
    if (isFirst && !ids.has(key)) ids.set(key, id);
  }
  return {
    idFor(prefix, name) {
      const source = name.replaceAll(/\s+/g, " ");
      const known = ids.get(`${prefix} ${source}`);
      if (known !== undefined) return known;
      const digits = (last.get(prefix) ?? 0) + 1;
      const id = `${prefix}-${digits}`;
      last.set(prefix, digits);
      ids.set(`${prefix} ${source}`, id);
      all.push({ id, source });
      return id;
    },
    numbers: () => all,
  };
}

function partsOf(id: string): { readonly prefix: string; readonly digits: number } {
  const [prefix = "", digits] = id.split("-");
  return { prefix, digits: Number(digits) };
}
