import type { App } from "../app.ts";
import { EpicError } from "../core/errors.ts";
import type { EpicRequest } from "../schema/request.ts";
import { composeRequest } from "./compose-request.ts";
import type { CreateFlags } from "./create-flags.ts";
import type { DescriptionSource } from "./description-source.ts";
import type { Terminal } from "./terminal.ts";

/** Everything that the user wrote, wherever it is written, as one request. */
export async function readRequest(
  source: DescriptionSource,
  flags: CreateFlags,
  { app, terminal }: { readonly app: App; readonly terminal: Terminal },
): Promise<EpicRequest> {
  const { files, settings } = app;
  const file = flags.request === undefined ? {} : await files.readRequestFile(flags.request);
  const personas = [];
  for (const path of flags.persona ?? []) personas.push(await files.readPersonaFile(path));
  const description = await readDescription(source, { app, terminal });
  if (description !== undefined) refuseBlank(description, source);
  const { defaultMode } = settings;
  const request = composeRequest({ flags, description, file, personas, defaultMode });
  const { ticket } = request.metadata;
  if (ticket !== undefined) (await import("../core/ticket-key.ts")).parseTicketKey(ticket);
  return request;
}

async function readDescription(
  source: DescriptionSource,
  { app: { files, settings }, terminal }: { readonly app: App; readonly terminal: Terminal },
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
      return await files.readTextFile(source.path, { what: source.path, ...limits });
    case "stdin":
      return await files.readTextStream(terminal.stdin.read(), {
        what: "Standard input",
        ...limits,
      });
  }
}

function refuseBlank(description: string, source: DescriptionSource): void {
  if (description.trim() !== "") return;
  const names = { text: "The description", request: "The request", stdin: "Standard input" };
  const name = source.kind === "file" ? source.path : names[source.kind];
  throw new EpicError("INVALID_INPUT", `${name} is empty`, {
    hint: 'say what the epic is about, as in epic create "Customers can return an order online"',
  });
}
