import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { dirname } from "node:path";

import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";

import { type EpicResponse, epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { jiraServer } from "../fakes/jira-server.ts";
import { type Ended, openSandbox, type RunOptions, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

const DESCRIPTION =
  "Customers renew their library loans and pay late fees by card online. There are 85,000 of them.";

interface Created extends Ended {
  readonly response: EpicResponse;
}

/** Nothing of this is ever trusted by hand: what ships runs as it is. */
function configure(use: string, options: unknown, rest = ""): void {
  const path = box.path(".ai/config.yml");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `plugins: [{ use: ${use}, options: ${JSON.stringify(options)}${rest} }]\n`);
}

async function create(options: RunOptions = {}, ...args: readonly string[]): Promise<Created> {
  const ended = await box.epic(["create", DESCRIPTION, "--json", ...args], options);
  expect(ended).toMatchObject({ code: 0 });
  return { ...ended, response: epicResponseSchema.parse(JSON.parse(ended.stdout)) };
}

async function failureOf(options: RunOptions = {}, ...args: readonly string[]) {
  const ended = await box.epic(["create", DESCRIPTION, "--json", ...args], options);
  return failureSchema.parse(JSON.parse(ended.stdout)).error;
}

const allOf = ({ epic }: EpicResponse) => epic.personas.flatMap((each) => each.recommendations);

test("cost-cap lets pass what is below the cap", async () => {
  const { response: plain } = await create();
  configure("cost-cap", { max: 10_000_000 });
  const { response } = await create();
  expect(response.epic.verdict).toBe(plain.epic.verdict);
  expect(response.epic.warnings).toEqual(plain.epic.warnings);
});

test("cost-cap blocks what is above, and says by how much and what could be left out", async () => {
  const { response: plain } = await create();
  const { expected } = plain.epic.totalCostBreakdown.total.cost;
  configure("cost-cap", { max: expected - 1, runCostPerYear: 0 });
  const { response } = await create();
  expect(response.epic.verdict).toBe("BLOCKED");
  const added = response.epic.warnings.slice(plain.epic.warnings.length);
  expect(added).toEqual([
    expect.stringMatching(/^The estimate of [\d,]+ USD is above the cap of [\d,]+ USD$/),
    expect.stringMatching(/^Running it for a year of [\d,]+ USD is above the cap of 0 USD$/),
    expect.stringMatching(/^(?:It would keep the cap without|Nothing that is only suggested)/),
  ]);
});

test("cost-cap can refuse, which stops the run", async () => {
  configure("cost-cap", { max: 1, exceeded: "refuse" }, ", failure: fatal");
  expect(await failureOf()).toMatchObject({
    code: "BUDGET_EXCEEDED",
    message: expect.stringMatching(
      /^The plugin cost-cap failed in afterCompletion: The estimate of/,
    ),
    hint: expect.stringMatching(
      /^take scope out of the description, or raise max; then epic resume/,
    ),
  });
});

test("severity-policy changes what its rules match, and the verdict that follows from it", async () => {
  const { response: plain } = await create();
  expect(allOf(plain).some(({ type }) => type === "blocking")).toBe(true);
  configure("severity-policy", {
    rules: [
      { match: { persona: "product-owner" }, set: { type: "blocking", priority: "critical" } },
      { match: { type: "blocking" }, set: { type: "suggested", priority: "low" } },
    ],
  });
  const { response } = await create();
  const [owner, ...others] = response.epic.personas;
  expect(owner?.recommendations).not.toEqual([]);
  for (const each of owner?.recommendations ?? []) {
    expect(each).toMatchObject({ type: "blocking", priority: "critical" });
  }
  const rest = others.flatMap(({ recommendations }) => recommendations);
  expect(rest.filter(({ type }) => type === "blocking")).toEqual([]);
  expect(response.summary.blockingCount).toBe(owner?.recommendations.length);
  expect(others.map(({ verdict }) => verdict)).not.toContain("BLOCKED");
});

test("severity-policy makes the verdict of the epic as bad as the house says", async () => {
  const { response: plain } = await create();
  const { blockingCount } = plain.summary;
  configure("severity-policy", { verdict: [{ is: "BLOCKED", blocking: blockingCount + 1 }] });
  expect((await create()).response.epic.verdict).toBe(plain.epic.verdict);
  configure("severity-policy", { verdict: [{ is: "BLOCKED", blocking: blockingCount }] });
  const { response } = await create();
  expect(response.epic.verdict).toBe("BLOCKED");
  expect(response.epic.warnings.at(-1)).toMatch(/^The verdict is BLOCKED by severity-policy, not/);
});

test.each([
  ["cost-cap", {}, "options.max is missing"],
  ["cost-cap", { max: "much" }, 'options.max must be a number of 0 or more, not "much"'],
  ["cost-cap", { max: 1, measure: "most" }, "options.measure must be low, expected or high"],
  ["cost-cap", { maximum: 1 }, 'there is no option "maximum"'],
  ["severity-policy", {}, "it has no rules"],
  ["severity-policy", { rules: [{ match: { persona: "a" } }] }, "options.rules[0].set is missing"],
  [
    "severity-policy",
    { rules: [{ match: { who: "a" }, set: { type: "blocking" } }] },
    'options.rules[0].match: the key "who" is none of persona, id,',
  ],
  ["severity-policy", { verdict: [{ is: "BAD" }] }, 'options.verdict[0]: the is "BAD" is none of'],
  ["slack-webhook", { format: "xml" }, 'options.format must be slack or json, not "xml"'],
  ["jira-comment", { url: "https://evil.example" }, 'there is no option "url"'],
])("%s refuses the options %j before anything begins", async (use, options, message) => {
  configure(use, options);
  const failure = await failureOf();
  expect(failure.message).toContain(`The plugin ${use} cannot be loaded: ${message}`);
});

const TOKEN = { JIRA_EMAIL: "ann@acme.example", JIRA_API_TOKEN: "seven secrets" };
const BASIC = `Basic ${Buffer.from("ann@acme.example:seven secrets").toString("base64")}`;

test("jira-comment posts the summary to the ticket, and updates it when told of it again", async () => {
  await using jira = await jiraServer("AEC-456", BASIC);
  configure("jira-comment", {});
  const env = { ...TOKEN, JIRA_URL: `${jira.url}/` };
  const { response, stderr } = await create({ env }, "--ticket", "AEC-456");
  expect(stderr).toContain("jira-comment: posted to AEC-456\n");
  expect(jira.comments).toHaveLength(1);
  const said = JSON.stringify(jira.comments[0]?.body);
  expect(said).toContain(response.epic.verdict);
  expect(said).toContain(`epic show ${response.epic.id}`);
  for (const { title, type } of allOf(response)) {
    expect(said.includes(JSON.stringify(title).slice(1, -1))).toBe(type === "blocking");
  }
  // Another epic of the same ticket has a comment of its own.
  await create({ env }, "--ticket", "AEC-456", "--mode", "mvp");
  expect(jira.comments).toHaveLength(2);
  await box.epic(["resume", "latest", "--restart", "--json"], { env });
  expect(jira.comments).toHaveLength(2);
  expect(jira.seen.filter((each) => each.startsWith("PUT"))).toHaveLength(1);
});

test("jira-comment without a ticket posts nothing and says why", async () => {
  configure("jira-comment", {});
  expect((await create()).stderr).toContain("jira-comment: the epic has no ticket");
});

test.each([
  [{ JIRA_API_TOKEN: "wrong" }, "AEC-456", "Jira answered 401 for AEC-456: it does not know"],
  [{}, "AEC-457", "Jira answered 404 for AEC-457: there is no such issue"],
  [{ JIRA_URL: "" }, "AEC-456", "JIRA_URL is not set"],
  [{ JIRA_URL: "http://jira.example" }, "AEC-456", "JIRA_URL must begin with https://"],
  [{ JIRA_URL: "http://127.0.0.1:1" }, "AEC-456", "fetch failed: "],
])(
  "where jira-comment cannot post (%j, %s), the epic stands and the reason is told",
  async (change, ticket, message) => {
    await using jira = await jiraServer("AEC-456", BASIC);
    configure("jira-comment", {});
    const env = { ...TOKEN, JIRA_URL: jira.url, ...change };
    const { stderr } = await create({ env }, "--ticket", ticket);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("seven secrets");
    expect(jira.comments).toEqual([]);
  },
);

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers with these statuses in turn, and takes what comes with 200 after that. */
async function webhook(statuses: readonly number[] = []) {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      deliveries.push({ headers: request.headers, body });
      const status = statuses[deliveries.length - 1] ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, status === 429 ? { "retry-after": "0.05" } : {}).end("busy");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { deliveries, url: `http://127.0.0.1:${Object(server.address()).port}/hook` };
}

test("slack-webhook posts a text that Slack shows", async () => {
  const { deliveries, url } = await webhook();
  configure("slack-webhook", {});
  const { response } = await create({ env: { WEBHOOK_URL: url } });
  expect(deliveries).toHaveLength(1);
  const { text, ...rest } = JSON.parse(deliveries[0]?.body ?? "");
  expect(rest).toEqual({});
  expect(text).toMatch(/^\*.+\*: (?:READY|CONCERNS|BLOCKED)\n/);
  expect(text).toContain(`epic show ${response.epic.id}`);
  expect(deliveries[0]?.headers["webhook-signature"]).toBeUndefined();
});

/** As the receiver would: https://www.standardwebhooks.com */
function signatureOf({ headers, body }: Delivery, key: Buffer): string {
  const signed = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

test("slack-webhook signs what it sends, and tries again with the same id", async () => {
  const { deliveries, url } = await webhook([429, 503, 0]);
  configure("slack-webhook", { format: "json", retries: 3 });
  const key = Buffer.from("a key of some length");
  const env = { WEBHOOK_URL: url, WEBHOOK_SECRET: `whsec_${key.toString("base64")}` };
  const { response } = await create({ env });
  expect(deliveries).toHaveLength(4);
  for (const delivery of deliveries) {
    expect(delivery.headers["webhook-signature"]).toBe(signatureOf(delivery, key));
  }
  expect(new Set(deliveries.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(JSON.parse(deliveries[3]?.body ?? "")).toEqual({
    type: "epic.completed",
    timestamp: expect.stringMatching(/^\d{4}-/),
    data: response,
  });
});

test("slack-webhook gives up on what a retry does not mend, and after the last one", async () => {
  const refusing = await webhook([400]);
  configure("slack-webhook", {});
  const first = await create({ env: { WEBHOOK_URL: refusing.url } });
  expect(first.stderr).toContain("did not take the message: 400 busy");
  expect(refusing.deliveries).toHaveLength(1);
  const failing = await webhook([500, 500, 500]);
  const second = await create({ env: { WEBHOOK_URL: failing.url } });
  expect(second.stderr).toContain("did not take the message: 500 busy");
  expect(failing.deliveries).toHaveLength(3);
  expect((await create()).stderr).toContain("WEBHOOK_URL is not set");
});

test("slack-webhook tells of a run that stopped, and only of the verdicts it is to tell of", async () => {
  const { deliveries, url } = await webhook();
  configure("slack-webhook", { only: "READY" });
  const env = { WEBHOOK_URL: url };
  await create({ env });
  expect(deliveries).toEqual([]);
  await failureOf({ env }, "--mode", "mvp", "--cache", "only");
  expect(JSON.parse(deliveries[0]?.body ?? "").text).toMatch(
    /^Run task-\w+ stopped: The cache has no/,
  );
});

test("with --no-egress nothing is posted beyond this machine", async () => {
  configure("slack-webhook", { retries: 0 });
  const env = { WEBHOOK_URL: "https://hooks.example/secret-path" };
  const { stderr } = await create({ env }, "--no-egress");
  expect(stderr).toContain("--no-egress forbids the plugin to call hooks.example");
  expect(stderr).not.toContain("secret-path");
});
