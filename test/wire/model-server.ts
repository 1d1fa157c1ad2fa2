import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { z } from "zod";

import type { Told, Vendor } from "./vendor.ts";

/** What the server does with one request. */
export type Reply =
  | ({ readonly does: "answer"; readonly text: string } & Partial<Told>)
  | {
      readonly does: "refuse";
      readonly status: number;
      readonly message?: string;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** Takes the request and never says a word. */
  | { readonly does: "hang" }
  /** Closes the connection before it answers. */
  | { readonly does: "drop" }
  /** Begins to answer, and then: closes the connection, ends cleanly without an end, falls silent, tells of an error, or never stops. */
  | { readonly does: "cut" | "fade" | "stall" | "fail" | "flood"; readonly text: string }
  /** Sends whoever asks elsewhere. */
  | { readonly does: "redirect"; readonly to: string };

export interface Asked {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: unknown;
  /** All that it says to the model. */
  readonly said: string;
}

export interface ModelServer extends AsyncDisposable {
  /** As `baseUrl` of a provider. */
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  /** Requests that the vendor would not have understood. */
  readonly faults: readonly string[];
  /** Questions that somebody still waits for. */
  readonly open: () => number;
}

export const KEY = "sk-test-0123456789abcdef0123";

/** A server that speaks the wire format of a vendor, enforces it, and does as the script says. */
export async function openModelServer(
  vendor: Vendor,
  script: readonly Reply[] | Reply,
): Promise<ModelServer> {
  const asked: Asked[] = [];
  const faults: string[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    open += 1;
    response.on("close", () => (open -= 1));
    void serve(request, response);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const fault = faultOf(vendor, request, body);
    asked.push({ headers: request.headers, body, said: vendor.saidIn(body) });
    if (fault !== undefined) {
      faults.push(fault);
      response.writeHead(400, JSON_TYPE).end(vendor.refusal(400, fault));
    } else if (vendor.keyIn(request.headers) !== KEY && vendor.name !== "openai-compatible") {
      response.writeHead(401, JSON_TYPE).end(vendor.refusal(401, "invalid key"));
    } else {
      const reply = "does" in script ? script : (script[asked.length - 1] ?? ENDED);
      await act(reply, response, vendor);
    }
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has an address
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${vendor.version}`,
    asked,
    faults,
    open: () => open,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const ENDED: Reply = { does: "refuse", status: 418, message: "the script ended" };

const JSON_TYPE = { "content-type": "application/json" };

function faultOf(vendor: Vendor, request: IncomingMessage, body: unknown): string | undefined {
  const { method, url = "" } = request;
  if (method !== "POST" || !vendor.path.test(url)) return `${method} ${url} is no endpoint`;
  const result = vendor.request.safeParse(body);
  return result.success ? undefined : z.prettifyError(result.error);
}

async function act(reply: Reply, response: ServerResponse, vendor: Vendor): Promise<void> {
  if ("text" in reply) await speak(reply, response, vendor);
  if (reply.does === "refuse") {
    const { status, message = "no", headers = {}, body } = reply;
    response.writeHead(status, { ...JSON_TYPE, ...headers });
    response.end(body ?? vendor.refusal(status, message));
  }
  if (reply.does === "redirect") response.writeHead(307, { location: reply.to }).end();
  if (reply.does === "drop") response.destroy();
}

type Speaking = Extract<Reply, { readonly text: string }>;

async function speak(reply: Speaking, response: ServerResponse, vendor: Vendor): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const pieces = reply.text.match(/[^]{1,40}/g) ?? [];
  const told = {
    pieces,
    end: "stop" as const,
    inputTokens: 1000,
    outputTokens: 200,
    cachedTokens: 400,
  };
  const { body, end } = vendor.stream(reply.does === "answer" ? { ...told, ...reply } : told);
  for (const frame of body) response.write(frame);
  await new Promise((sent) => response.write(": so far\n\n", sent));
  if (reply.does === "answer") response.end(end.join(""));
  if (reply.does === "fade") response.end();
  if (reply.does === "cut") response.destroy();
  if (reply.does === "fail") response.end(vendor.streamedError("too many people want something"));
  while (reply.does === "flood" && !response.destroyed) {
    await new Promise((sent) => response.write(body.at(-1), sent));
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : JSON.parse(text);
}
