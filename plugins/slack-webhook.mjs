// @ts-check
/*
 * slack-webhook: posts what came of an epic, or that a run failed, to Slack or to any other webhook.
 *
 *   plugins:
 *     - use: slack-webhook
 *       options: { format: slack, retries: 3, only: BLOCKED }
 *
 * WEBHOOK_URL     where to post; from the environment, since whoever knows it may post
 * WEBHOOK_SECRET  where it is set, requests are signed: https://www.standardwebhooks.com
 *
 * format   slack (the default): a text that Slack shows; json: the event with the whole epic
 * retries  after 429, 5xx and failures of the network; 2 where absent
 * only     verdicts to tell of, one or a list; all where absent
 */
import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * @typedef {import("epic-creator").EpicResponse} EpicResponse
 * @typedef {{ readonly type: string, readonly data: unknown, readonly text: string }} Message
 * @typedef {{ readonly format: string, readonly retries: number, readonly only: readonly string[] }} Settings
 */

/** @param {Record<string, unknown>} options */
export default function slackWebhook(options) {
  const settings = readOptions(options);
  /** @type {import("epic-creator").WorkflowPlugin} */
  const plugin = {
    name: "slack-webhook",
    version: "1.0.0",
    env: ["WEBHOOK_URL", "WEBHOOK_SECRET"],
    hooks: {
      async notify(response) {
        const { verdict } = response.epic;
        if (settings.only.length > 0 && !settings.only.includes(verdict)) return;
        await post({ type: "epic.completed", data: response, text: describe(response) }, settings);
      },
      async onError(error, { taskId, status }) {
        const what = status === "failed" ? "stopped" : `goes on without ${error.persona}`;
        const text = `Run ${taskId} ${what}: ${escape(error.message)}`;
        await post({ type: "run.failed", data: { taskId, status, error }, text }, settings);
      },
    },
  };
  return plugin;
}

/** @param {Record<string, unknown>} options @returns {Settings} */
function readOptions({ format = "slack", retries = 2, only = [], ...rest }) {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Error(`there is no option "${unknown}"`);
  if (format !== "slack" && format !== "json") {
    throw new Error(`options.format must be slack or json, not ${JSON.stringify(format)}`);
  }
  if (typeof retries !== "number" || !Number.isInteger(retries) || retries < 0) {
    throw new Error(
      `options.retries must be a whole number of 0 or more, not ${JSON.stringify(retries)}`,
    );
  }
  return { format, retries, only: [only].flat().map(String) };
}

/** @param {EpicResponse} response */
function describe({ epic, summary }) {
  const blockers = epic.personas.flatMap(({ persona, recommendations }) =>
    recommendations
      .filter(({ type }) => type === "blocking")
      .map(({ title }) => `• ${escape(title)} (${persona.name})`),
  );
  return [
    `*${escape(epic.title)}*: ${epic.verdict}`,
    `${epic.budget}, ${epic.estimatedDuration}`,
    `${summary.totalRecommendations} recommendations, ${summary.blockingCount} blocking`,
    ...blockers.slice(0, 5),
    ...(blockers.length > 5 ? [`and ${blockers.length - 5} more`] : []),
    `epic show ${epic.id}`,
  ].join("\n");
}

/** https://docs.slack.dev/messaging/formatting-message-text @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @param {Message} message @param {Settings} settings */
async function post({ type, data, text }, { format, retries }) {
  const url = process.env["WEBHOOK_URL"];
  if (!url) throw Object.assign(new Error("WEBHOOK_URL is not set"), { hint: "set WEBHOOK_URL" });
  const timestamp = new Date().toISOString();
  const body = JSON.stringify(format === "slack" ? { text } : { type, timestamp, data });
  // The same for every attempt, so that whoever receives it twice can tell.
  const id = `msg_${randomUUID()}`;
  for (let attempt = 0; ; attempt += 1) {
    const failure = await send(url, id, body);
    if (!failure) return;
    if (!failure.passing || attempt >= retries) {
      const host = URL.canParse(url) ? new URL(url).host : "WEBHOOK_URL";
      const message = `${host} did not take the message: ${failure.reason}`;
      throw Object.assign(new Error(message), { code: "NETWORK_ERROR" });
    }
    await sleep(failure.waitMs ?? 250 * 2 ** attempt);
  }
}

/**
 * @param {string} url @param {string} id @param {string} body
 * @returns {Promise<{ reason: string, passing: boolean, waitMs?: number } | undefined>}
 */
async function send(url, id, body) {
  try {
    const headers = { "content-type": "application/json", ...signature(id, body) };
    const response = await fetch(url, { method: "POST", headers, body, redirect: "error" });
    const answer = (await response.text()).slice(0, 200);
    if (response.ok) return undefined;
    const wait = Number(response.headers.get("retry-after"));
    return {
      reason: `${response.status} ${answer}`.trim(),
      passing: response.status === 429 || response.status >= 500,
      ...(wait > 0 && { waitMs: wait * 1000 }),
    };
  } catch (error) {
    const { message, cause } = Object(error);
    return { reason: String(cause?.message ?? message), passing: true };
  }
}

/** @param {string} id @param {string} body @returns {Record<string, string>} */
function signature(id, body) {
  const secret = process.env["WEBHOOK_SECRET"];
  if (!secret) return {};
  const key = secret.startsWith("whsec_")
    ? Buffer.from(secret.slice("whsec_".length), "base64")
    : Buffer.from(secret);
  const at = String(Math.floor(Date.now() / 1000));
  const signed = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": `v1,${signed}` };
}
