import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * The approved text of this name. `GOLDEN=write npx vitest run test/reports` approves what is
 * rendered now: read the difference before you commit it.
 */
export function approved(name: string, rendered: string): string {
  const path = resolve(import.meta.dirname, "golden", name);
  if (process.env["GOLDEN"] === "write") writeFileSync(path, rendered);
  return readFileSync(path, "utf8");
}
