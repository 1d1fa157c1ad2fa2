// Licences of what is bundled: its authors ask for their notice wherever their code goes.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

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
  const manifest = manifestOf(folder);
  const file = licenceIn(folder) ?? licenceBeside(folder, manifest);
  if (!file) throw new Error(`${manifest.name} is bundled and has no licence file`);
  const text = readFileSync(file, "utf8").trim();
  return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text}\n`;
}

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

function licenceIn(folder) {
  const name = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)/i.test(entry));
  return name && join(folder, name);
}

/** Of packages of one repository under one licence, some leave its text to the others. */
function licenceBeside(folder, { license, repository }) {
  const scope = dirname(folder);
  const siblings = readdirSync(scope).map((name) => join(scope, name));
  const akin = siblings.filter((sibling) => {
    if (!existsSync(join(sibling, "package.json"))) return false;
    const other = manifestOf(sibling);
    return other.license === license && other.repository?.url === repository?.url;
  });
  return akin.map(licenceIn).find(Boolean);
}
