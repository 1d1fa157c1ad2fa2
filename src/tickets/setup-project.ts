import { setUpFile, type SetupStep } from "../core/setup-file.ts";
import { parseFolderPath, parsePlanningRoot } from "../core/setup-path.ts";
import { fillTemplate } from "../core/template.ts";
import { TICKETS_FOLDER } from "../core/ticket-path.ts";
import { VERSION } from "../core/version.ts";
import type { ProjectFiles } from "../ports/project-files.ts";
import { TICKET_FILES } from "../schema/ticket.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { anyText } from "./documents/ticket-values.ts";

export interface SetupRequest {
  /** Where planning lives: `.ai`, or `<folder>/.ai`, relative to the project. */
  readonly root: string;
  /** Where the implementation is to begin, relative to the project; none where absent. */
  readonly app?: string | undefined;
  /** Only look. */
  readonly dryRun: boolean;
}

export interface SetupResult {
  readonly version: string;
  readonly root: string;
  readonly app?: string;
  readonly files: readonly SetupStep[];
}

/**
 * Writes what a project needs for tickets, and the beginning of an implementation. Done again it
 * changes nothing; after an upgrade it brings what is new and keeps what people wrote. Throws
 * INVALID_INPUT for a folder that cannot be one, and as ProjectFiles does.
 */
export async function setUpProject(
  { root, app, dryRun }: SetupRequest,
  files: ProjectFiles,
): Promise<SetupResult> {
  const rootNames = parsePlanningRoot(root);
  const folder = rootNames.join("/");
  const memory = `${folder}/.generated`;
  const former = await files.read(`${memory}/${COMPLETE}`);
  const application =
    app === undefined ? formerApp(former) : parseFolderPath("--app", app).join("/");
  const steps: SetupStep[] = [];
  for (const [name, fresh] of await planningFiles(folder, application, files)) {
    const path = `${folder}/${name}`;
    const [base, own] = [await files.read(`${memory}/${name}`), await files.read(path)];
    const step = setUpFile({ path, base, own, fresh });
    steps.push(step);
    if (dryRun) continue;
    if (step.text !== undefined) await files.write(path, { before: own, after: step.text });
    // After the file: cut short between the two, the next setup finds the file as it should be.
    if (base !== fresh) await files.write(`${memory}/${name}`, { before: base, after: fresh });
  }
  if (app !== undefined && application !== undefined) {
    steps.push(...(await setUpApp(application, dryRun, files)));
  }
  return {
    version: VERSION,
    root: folder,
    ...(application !== undefined && { app: application }),
    files: steps,
  };
}

const COMPLETE = "FRAMEWORK_SETUP_COMPLETE.md";

/** Whoever sets up again without naming the application has not lost it. */
function formerApp(text: string | undefined): string | undefined {
  return /^- Implementation: \[(.+)\]\(/m.exec(text ?? "")?.[1];
}

async function planningFiles(
  root: string,
  app: string | undefined,
  files: ProjectFiles,
): Promise<readonly (readonly [string, string])[]> {
  const { gitattributes = "", [COMPLETE]: complete = "", ...rest } = await files.shipped("setup");
  const templates = await files.shipped("");
  const up = root.split("/").map(() => "..");
  const texts = {
    version: VERSION,
    schemaVersion: SCHEMA_VERSION,
    root,
    application:
      app === undefined
        ? "- Implementation: wherever it is; `workflow link` tells tickets of it"
        : `- Implementation: [${app}](${encodeURI([...up, app].join("/"))}/README.md)`,
  };
  const values = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      { ...anyText(text), ...(name === "application" && { markdown: text }) },
    ]),
  );
  const template = { origin: `templates/setup/${COMPLETE}`, text: complete };
  return [
    ...Object.entries(rest),
    [COMPLETE, fillTemplate(template, { texts: values, blocks: {} })],
    [`${TICKETS_FOLDER.split("/")[1]}/.gitattributes`, gitattributes],
    ...TICKET_FILES.map((name) => [`templates/${name}`, templates[name] ?? ""] as const),
  ];
}

/** The README comes last: with it the application is the team's, and nothing is added any more. */
async function setUpApp(app: string, dryRun: boolean, files: ProjectFiles): Promise<SetupStep[]> {
  const readme = `${app}/README.md`;
  if ((await files.read(readme)) !== undefined) {
    return [{ path: app, what: "unchanged", text: undefined, diff: "" }];
  }
  const shipped = Object.entries(await files.shipped("app"));
  const steps: SetupStep[] = [];
  for (const [name, text] of shipped.toSorted((a, b) => isLast(a) - isLast(b))) {
    const path = `${app}/${name}`;
    const own = await files.read(path);
    const step = setUpFile({ path, base: undefined, own, fresh: named(text, app) });
    steps.push(step);
    if (!dryRun && step.text !== undefined) await files.write(path, { after: step.text });
  }
  return steps;
}

function isLast([name]: readonly [string, string]): number {
  return Number(name === "README.md");
}

/** The names of packages, services and buckets follow the folder, in the letters that all of them take. */
function named(text: string, app: string): string {
  const [name = ""] = app.split("/").slice(-1);
  const safe = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return text.replaceAll("demo-app", safe === "" ? "app" : safe);
}
