// Licences of what is bundled: its authors ask for their notice wherever their code goes.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HEADING = `Epic Creator carries the code of these packages in dist/. Their licences follow.\n`;

/** Writes one file with the licence of every package that a chunk holds code of. */
export function writeLicenses(chunks, file) {
  const folders = new Set(chunks.flatMap((chunk) => packageFolders(chunk.moduleIds ?? [])));
  const notices = [...folders].map(noticeOf).toSorted((a, b) => (a < b ? -1 : 1));
  writeFileSync(file, [HEADING, ...notices].join(`\n${"-".repeat(80)}\n\n`));
}

function packageFolders(moduleIds) {
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
  return moduleIds.flatMap((id) => folder.exec(id)?.[0] ?? []);
}

function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)/i.test(name));
  if (!file) throw new Error(`${manifest.name} is bundled and has no licence file`);
  const text = readFileSync(join(folder, file), "utf8").trim();
  return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
}
