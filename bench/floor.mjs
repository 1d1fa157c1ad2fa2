// The floor: the least that any orchestrator must write to lose nothing, with better-sqlite3 alone.
import { join } from "node:path";

import Sqlite from "better-sqlite3";

export function openFloor(folder, steps, review) {
  const db = new Sqlite(join(folder, "floor.db"));
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.exec(`CREATE TABLE steps (
    id INTEGER PRIMARY KEY, run TEXT NOT NULL, sequence INTEGER NOT NULL, phase TEXT NOT NULL,
    state TEXT NOT NULL, UNIQUE (run, sequence))`);
  const insert = db.prepare("INSERT INTO steps (run, sequence, phase, state) VALUES (?, ?, ?, ?)");
  let runs = 0;
  return {
    async run() {
      const run = `run-${runs++}`;
      for (let step = 0; step < steps; step++) {
        insert.run(run, 2 * step, "before", '{"status":"running"}');
        const output = JSON.stringify(review(`persona-${step}`));
        insert.run(run, 2 * step + 1, "after", output);
      }
    },
    close: () => db.close(),
  };
}
