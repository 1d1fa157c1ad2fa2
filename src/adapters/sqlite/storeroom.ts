import { hashesIn } from "../../core/hashes-in.ts";
import { openDerived } from "../../core/stored-body.ts";
import type { Purged, Storeroom } from "../../ports/storeroom.ts";
import type { Database } from "./database.ts";
import { objectTable } from "./objects.ts";

/** The Storeroom of a state file, which it does not close. */
export function sqliteStoreroom(db: Database): Storeroom {
  const objects = objectTable(db);
  const selectSubjects = db.prepare<[], { readonly hash: string; readonly answers: number }>(
    `SELECT subject AS hash, count(*) AS answers FROM cache
     WHERE subject IS NOT NULL GROUP BY subject`,
  );
  return {
    async subjects() {
      return db.read(() =>
        selectSubjects.all().flatMap(({ hash, answers }) => {
          const description = openDerived(hash, objects.body(hash));
          return typeof description === "string" ? [{ hash, description, answers }] : [];
        }),
      );
    },
    async purge() {
      const purged = db.write(() => purgeObjects(db));
      return { ...purged, compacted: purged.objects === 0 || compact(db) };
    },
  };
}

/** Whether it could be done: another process that uses the file is in its way, and not in ours. */
function compact(db: Database): boolean {
  try {
    db.compact();
    return true;
  } catch {
    return false;
  }
}

/** Within a transaction. */
export function purgeObjects(db: Database): Omit<Purged, "compacted"> {
  const named = namedIn(db);
  const remove = db.prepare<[string], unknown>("DELETE FROM objects WHERE hash = ?");
  const all = db
    .prepare<[], { readonly hash: string; readonly size: number }>("SELECT hash, size FROM objects")
    .all();
  const doomed = all.filter(({ hash }) => !named.has(hash));
  for (const { hash } of doomed) remove.run(hash);
  return { objects: doomed.length, bytes: doomed.reduce((sum, { size }) => sum + size, 0) };
}

interface Row {
  readonly text: string;
}

/** All that a run or the cache refers to: the events, the epics that these name, the index. */
function namedIn(db: Database): ReadonlySet<string> {
  const named = new Set<string>();
  const objects = objectTable(db);
  const note = (text: string | undefined) => {
    for (const hash of hashesIn(text ?? "")) named.add(hash);
  };
  for (const { text } of db.prepare<[], Row>(REFERENCES).iterate()) note(text);
  const epics = db.prepare<[], Row>("SELECT hash AS text FROM objects WHERE kind = 'epic'").all();
  for (const { text: hash } of epics) if (named.has(hash)) note(objects.body(hash));
  return named;
}

const REFERENCES = `
  SELECT event AS text FROM checkpoints
  UNION ALL SELECT output FROM cache
  UNION ALL SELECT subject FROM cache WHERE subject IS NOT NULL
  UNION ALL SELECT output FROM derived`;
