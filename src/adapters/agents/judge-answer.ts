import { type AgentOutcome, readAgentReport } from "../../core/agent-report.ts";
import { type Evidence, mendReview } from "../../core/answer/mend-review.ts";
import { readAnswer } from "../../core/answer/read-answer.ts";
import { EpicError } from "../../core/errors.ts";
import { redact } from "../../core/secrets.ts";
import { transformAnswer } from "../../core/transform-answer.ts";
import type { PersonaContext } from "../../ports/persona-adapter.ts";
import type { PersonaInput, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import type { AgentHost } from "./agent-host.ts";
import type { Agent } from "./agent-persona.ts";
import type { AgentAnswer } from "./ask-agent.ts";

interface Asked {
  readonly agent: Agent;
  readonly registration: PersonaRegistration;
  readonly context: PersonaContext;
  readonly host: AgentHost;
  readonly input: PersonaInput;
}

export type JudgedAnswer =
  | { readonly kind: "review"; readonly review: Review }
  | {
      readonly kind: "failed";
      readonly error: EpicError;
      /** What the agent would have to mend. */
      readonly complaints: readonly string[];
    };

/** What an agent answered, as a review or as the reason why it is none. */
export async function judgeAnswer(
  { text, secrets }: AgentAnswer,
  { agent, registration, context, host, input }: Asked,
): Promise<JudgedAnswer> {
  const { name, model, settings } = agent;
  const { usage, outcome } = readAgentReport(text, settings.output);
  if (usage) context.spend(usage);
  if (outcome.kind !== "answered") {
    return { kind: "failed", error: declined(name, outcome, secrets), complaints: [] };
  }
  const tokens = usage && (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
  const answer = await inOurWords(outcome.answer, registration, host, context.signal);
  const read = readAnswer(answer, {
    persona: registration,
    model: model ?? usage?.model,
    tokens,
    provider: name,
    rate: host.rate,
  });
  if (read.kind === "review") {
    return { kind: "review", review: mendReview(read.review, evidenceIn(input, host)) };
  }
  const file = `${registration.name}-answer.txt`;
  const kept = await host.keep(context.taskId, file, redact(text, secrets));
  return { kind: "failed", error: unfit(name, read.problems, kept), complaints: read.problems };
}

/** What an agent may rest on: it is not sent back for what it invents, which is left out. */
function evidenceIn({ epic }: PersonaInput, { citations }: AgentHost): Evidence {
  const { description, accumulatedInsights } = epic;
  return { description, earlier: Object.values(accumulatedInsights), citations: citations() };
}

/** Code first, where the persona names some: it may do what renaming cannot. */
async function inOurWords(
  answer: unknown,
  { transformer }: PersonaRegistration,
  { transform }: AgentHost,
  signal: AbortSignal,
): Promise<unknown> {
  const read = transform ? await transform.apply(answer, signal) : answer;
  return transformer ? transformAnswer(read, transformer) : read;
}

function unfit(name: string, problems: readonly string[], kept: string): EpicError {
  const [first = "it holds no review", ...rest] = problems;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  return new EpicError(
    "VALIDATION_FAILED",
    `The answer of ${name} does not fit: ${redact(first)}${more}`,
    { hint: `what it said is kept in ${kept}` },
  );
}

function declined(
  name: string,
  outcome: Exclude<AgentOutcome, { kind: "answered" }>,
  secrets: readonly string[],
): EpicError {
  const said = redact(outcome.message, secrets);
  if (outcome.kind === "refused") {
    return new EpicError("NOT_ALLOWED", `${name} refuses to answer: ${said}`, {
      hint: "let another provider answer for this persona, or exclude it",
    });
  }
  const { retryAfterMs } = outcome;
  return new EpicError("PERSONA_UNAVAILABLE", `${name} failed: ${said}`, { retryAfterMs });
}
