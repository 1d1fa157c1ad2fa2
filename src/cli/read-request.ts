import type { App } from "../app/open-app.ts";
import { EpicError, toEpicError } from "../core/errors.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { CreateFlags } from "./create-flags.ts";
import type { DescriptionSource } from "./description-source.ts";
import { requestOfFlags } from "./flag-request.ts";
import type { Terminal } from "./terminal.ts";

interface Faces {
  readonly app: App;
  readonly terminal: Terminal;
}

/** Everything that the user wrote, wherever it is written, as one request. */
export async function readRequest(
  source: DescriptionSource,
  flags: CreateFlags,
  faces: Faces,
): Promise<EpicRequest> {
  const request = await compose(source, flags, faces);
  const { ticket } = request.metadata;
  if (ticket !== undefined) (await import("../core/ticket-key.ts")).parseTicketKey(ticket);
  if (!flags.recall) return request;
  const { recallInto } = await import("./recall.ts");
  return await recallInto(request, faces);
}

async function compose(
  source: DescriptionSource,
  flags: CreateFlags,
  faces: Faces,
): Promise<EpicRequest> {
  const { files, settings } = faces.app;
  const { request: path, persona: paths = [] } = flags;
  const file =
    path === undefined ? undefined : await named("--request", files.readRequestFile(path));
  const personas = await readPersonas(paths, files);
  const description = await readDescription(source, faces);
  if (description !== undefined) refuseBlank(description, source);
  const { defaultMode } = settings;
  if (description !== undefined && file === undefined && personas.length === 0) {
    return requestOfFlags(flags, description, defaultMode);
  }
  const { composeRequest } = await import("./compose-request.ts");
  return composeRequest({ flags, description, file: file ?? {}, personas, defaultMode });
}

/** What `--persona` names. */
export async function readPersonas(
  paths: readonly string[],
  { readPersonaFile }: App["files"],
): Promise<readonly PersonaRegistration[]> {
  const personas = [];
  for (const path of paths) personas.push(await named("--persona", readPersonaFile(path)));
  return personas;
}

async function readDescription(
  source: DescriptionSource,
  { app: { files, settings }, terminal }: Faces,
): Promise<string | undefined> {
  const limits = {
    maxBytes: settings.descriptionBytes,
    hint: "shorten it, or raise limits.descriptionBytes in the configuration",
  };
  switch (source.kind) {
    case "text":
      return source.text;
    case "request":
      return undefined;
    case "file":
      return await named(
        "--file",
        files.readTextFile(source.path, { what: source.path, ...limits }),
      );
    case "stdin":
      return await files.readTextStream(terminal.stdin.read(), {
        what: "Standard input",
        ...limits,
      });
  }
}

/** Only here is it known which flag named a file that is not there. */
async function named<T>(flag: string, reading: Promise<T>): Promise<T> {
  return await reading.catch((error: unknown) => {
    const { code, message } = toEpicError(error);
    if (code !== "NOT_FOUND") throw error;
    const hint = `check the path after ${flag}; it begins at the folder in which you are`;
    throw new EpicError(code, message, { cause: error, hint });
  });
}

function refuseBlank(description: string, source: DescriptionSource): void {
  if (description.trim() !== "") return;
  const names = { text: "The description", request: "The request", stdin: "Standard input" };
  const name = source.kind === "file" ? source.path : names[source.kind];
  throw new EpicError("INVALID_INPUT", `${name} is empty`, {
    hint: 'say what the epic is about, as in epic create "Customers can return an order online"',
  });
}
