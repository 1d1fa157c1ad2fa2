import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { z } from "zod";

/** The parts of the Atlassian Document Format that comments are written in here; others are refused. */
const textSchema = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1),
  marks: z.array(z.strictObject({ type: z.enum(["strong", "em", "code"]) })).optional(),
});
const paragraphSchema = z.strictObject({
  type: z.literal("paragraph"),
  content: z.array(textSchema),
});
const itemSchema = z.strictObject({
  type: z.literal("listItem"),
  content: z.array(paragraphSchema).min(1),
});
const listSchema = z.strictObject({
  type: z.literal("bulletList"),
  content: z.array(itemSchema).min(1),
});
const commentSchema = z.strictObject({
  body: z.strictObject({
    type: z.literal("doc"),
    version: z.literal(1),
    content: z.array(z.union([paragraphSchema, listSchema])).min(1),
  }),
});

export interface JiraServer extends AsyncDisposable {
  readonly url: string;
  readonly comments: { readonly id: string; body: unknown }[];
  readonly seen: string[];
}

type Answer = readonly [status: number, body: unknown];

/** As much of Jira Cloud's REST API v3 as comments need, held to what it says of itself. */
export async function jiraServer(issue: string, authorization: string): Promise<JiraServer> {
  const comments: JiraServer["comments"] = [];
  const seen: string[] = [];
  const server = createServer((request, response) => {
    void serve(request, response);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    seen.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const [status, answer] = answerTo(request, Buffer.concat(chunks).toString("utf8"));
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  }

  const at = `/rest/api/3/issue/${issue}/comment`;
  function answerTo({ method, url = "", headers }: IncomingMessage, body: string): Answer {
    if (headers.authorization !== authorization) return [401, {}];
    const { pathname, searchParams } = new URL(url, "http://jira");
    if (!pathname.startsWith(at)) return [404, { errorMessages: ["Issue does not exist"] }];
    if (method === "GET") return pageOf(searchParams.get("orderBy"));
    if (headers["content-type"] !== "application/json") return [415, {}];
    const { data, error } = commentSchema.safeParse(JSON.parse(body));
    if (!data) return [400, { errorMessages: [z.prettifyError(error)] }];
    return method === "POST" && pathname === at ? add(data.body) : replace(pathname, data.body);
  }
  function pageOf(order: string | null): Answer {
    if (!["created", "-created", "+created", null].includes(order)) return [400, {}];
    return [200, { comments: comments.toReversed(), startAt: 0, total: comments.length }];
  }
  function add(body: unknown): Answer {
    const comment = { id: String(10_000 + comments.length), body };
    comments.push(comment);
    return [201, comment];
  }
  function replace(pathname: string, body: unknown): Answer {
    const own = comments.find(({ id }) => pathname === `${at}/${id}`);
    if (!own) return [404, {}];
    own.body = body;
    return [200, own];
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${Object(server.address()).port}`,
    comments,
    seen,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
