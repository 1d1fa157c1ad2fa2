import type { App } from "../app/open-app.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { Terminal } from "./terminal.ts";

/** The request with what was learnt from similar tickets that are done, told on standard error. */
export async function recallInto(
  request: EpicRequest,
  { app, terminal }: { readonly app: App; readonly terminal: Terminal },
): Promise<EpicRequest> {
  const { recallFrom } = await import("../app/recall.ts");
  const recalled = await recallFrom(request.description, app.loaded.places.root);
  if (recalled.length === 0) {
    terminal.warn("recall: no ticket that is done is like this");
    return request;
  }
  const names = recalled.map(({ ticket, source }) => `${ticket} (${source})`).join(", ");
  terminal.warn(`recall: lessons of ${names}`);
  return { ...request, recalled: [...recalled] };
}
