// @ts-check
/*
 * jira-comment: posts what came of an epic as a comment on its Jira issue.
 *
 *   plugins:
 *     - use: jira-comment
 *
 * The issue is the ticket of the epic (epic create --ticket AEC-456); an epic without one is not
 * posted. One epic has one comment: when it is told of again, the comment is updated.
 *
 * JIRA_URL        as in https://acme.atlassian.net
 * JIRA_EMAIL      whose API token it is; without it JIRA_API_TOKEN is sent as a bearer token
 * JIRA_API_TOKEN
 *
 * All three come from the environment, so that no file of a repository decides who gets the token.
 */

/**
 * @typedef {import("epic-creator").EpicResponse} EpicResponse
 * @typedef {Record<string, unknown>} DocumentNode a node of the Atlassian Document Format
 */

/** @param {Record<string, unknown>} options */
export default function jiraComment(options) {
  const [unknown] = Object.keys(options);
  if (unknown !== undefined) throw new Error(`there is no option "${unknown}"`);
  /** @type {import("epic-creator").WorkflowPlugin} */
  const plugin = {
    name: "jira-comment",
    version: "1.0.0",
    env: ["JIRA_URL", "JIRA_EMAIL", "JIRA_API_TOKEN"],
    hooks: {
      async notify(response) {
        const { ticket } = response.epic.metadata;
        if (ticket === undefined) {
          console.log(
            "the epic has no ticket, so that nothing is posted: epic create --ticket KEY",
          );
          return;
        }
        const comments = `/rest/api/3/issue/${encodeURIComponent(ticket)}/comment`;
        const body = { body: documentOf(response) };
        const own = await findOwn(comments, response.epic.id);
        if (own === undefined) await call("POST", comments, body);
        else await call("PUT", `${comments}/${encodeURIComponent(own)}`, body);
        console.log(`${own === undefined ? "posted to" : "updated on"} ${ticket}`);
      },
    },
  };
  return plugin;
}

/** The comment that names the epic. @param {string} comments @param {string} epicId */
async function findOwn(comments, epicId) {
  const page = await call("GET", `${comments}?orderBy=-created&maxResults=100`);
  const { comments: found = [] } = Object(page);
  const own = found.find(
    /** @param {unknown} comment */ (comment) =>
      JSON.stringify(Object(comment).body ?? "").includes(`epic show ${epicId}`),
  );
  return own === undefined ? undefined : String(own.id);
}

/** https://developer.atlassian.com/cloud/jira/platform/apis/document/structure @param {EpicResponse} response */
function documentOf({ epic, summary }) {
  const blockers = epic.personas.flatMap(({ persona, recommendations }) =>
    recommendations
      .filter(({ type }) => type === "blocking")
      .map(({ title }) => `${title} (${persona.name})`),
  );
  const questions = epic.questions.map(({ text }) => text);
  return {
    type: "doc",
    version: 1,
    content: [
      paragraph(strong(`${epic.verdict}: `), text(epic.title)),
      paragraph(text(`${epic.budget}, ${epic.estimatedDuration}`)),
      paragraph(
        text(`${summary.totalRecommendations} recommendations, ${summary.blockingCount} blocking`),
      ),
      ...list("Blockers", blockers),
      ...list("Open questions", questions),
      paragraph({ ...text(`epic show ${epic.id}`), marks: [{ type: "code" }] }),
    ],
  };
}

/** @param {string} words @returns {DocumentNode} */
const text = (words) => ({ type: "text", text: words });

/** @param {string} words @returns {DocumentNode} */
const strong = (words) => ({ ...text(words), marks: [{ type: "strong" }] });

/** @param {DocumentNode[]} content @returns {DocumentNode} */
const paragraph = (...content) => ({ type: "paragraph", content });

/** @param {string} title @param {readonly string[]} items @returns {DocumentNode[]} */
function list(title, items) {
  if (items.length === 0) return [];
  const content = items.map((item) => ({ type: "listItem", content: [paragraph(text(item))] }));
  return [paragraph(strong(title)), { type: "bulletList", content }];
}

/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<unknown>} */
async function call(method, path, body) {
  const { JIRA_URL, JIRA_EMAIL, JIRA_API_TOKEN } = process.env;
  const missing = Object.entries({ JIRA_URL, JIRA_API_TOKEN }).flatMap(([name, value]) =>
    value ? [] : [name],
  );
  if (missing.length > 0) {
    const hint = "set JIRA_URL, JIRA_EMAIL and JIRA_API_TOKEN in the environment";
    throw Object.assign(new Error(`${missing.join(" and ")} is not set`), { hint });
  }
  const site = siteOf(String(JIRA_URL));
  const basic = Buffer.from(`${JIRA_EMAIL}:${JIRA_API_TOKEN}`).toString("base64");
  const response = await fetch(`${site}${path}`, {
    method,
    // A redirect would carry the token to who knows where.
    redirect: "error",
    headers: {
      accept: "application/json",
      authorization: JIRA_EMAIL ? `Basic ${basic}` : `Bearer ${JIRA_API_TOKEN}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  if (!response.ok) throw refusal(response.status, path, answer);
  return answer === "" ? undefined : JSON.parse(answer);
}

/** @param {string} address */
function siteOf(address) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const local = url !== undefined && /^(?:localhost|127\.|\[::1\])/.test(url.hostname);
  if (url?.protocol === "https:" || (local && url?.protocol === "http:")) {
    return address.replace(/\/+$/, "");
  }
  throw new Error(`JIRA_URL must begin with https://, and is "${address}"`);
}

/** @type {Readonly<Record<number, string>>} */
const REASONS = {
  401: "it does not know JIRA_EMAIL with JIRA_API_TOKEN",
  403: "whose token it is may not comment there",
  404: "there is no such issue, or whose token it is may not see it",
};

/** @param {number} status @param {string} path @param {string} answer */
function refusal(status, path, answer) {
  const reason = REASONS[status] ?? answer.slice(0, 200);
  const [issue] = path.match(/(?<=issue\/)[^/]+/) ?? [""];
  const message = `Jira answered ${status} for ${issue}: ${reason}`;
  return Object.assign(new Error(message), { code: "NETWORK_ERROR" });
}
