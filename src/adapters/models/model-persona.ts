import { canonicalJson } from "../../core/canonical-json.ts";
import { sha256 } from "../../core/hash.ts";
import type { ModelQuestion } from "../../core/models/exchange.ts";
import type { ModelSettings } from "../../core/models/model-settings.ts";
import { buildRepair, topicsOf } from "../../core/prompt/build-prompt.ts";
import {
  buildQuestion,
  promptBytes,
  type QuestionParts,
} from "../../core/prompt/build-question.ts";
import { redact } from "../../core/secrets.ts";
import type { PersonaAdapter, PersonaContext } from "../../ports/persona-adapter.ts";
import { answerFormat } from "../../schema/answer.ts";
import type { PersonaInput, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { converse, type Conversation } from "./converse.ts";
import type { ModelHost } from "./model-host.ts";
import { type Call, openCall } from "./open-call.ts";

/** A persona that a language model answers for. */
export function modelPersona(
  registration: PersonaRegistration,
  settings: ModelSettings,
  host: ModelHost,
): PersonaAdapter {
  const { name, model, maxOutputTokens, grounding } = settings;
  const parts = { registration, templates: host.templates, format: answerFormat() };
  return {
    registration,
    kind: "model",
    provider: { name, fingerprint: fingerprintOf(parts, settings, host) },
    consumption: {
      model,
      promptBytes: promptBytes(parts),
      ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    },
    validate: () => ({ valid: true }),
    async execute(input, context) {
      const ground =
        grounding === "rulebook" ? await host.ground(input, context.signal) : undefined;
      const question = buildQuestion(parts, input, ground);
      const talk = { name, model, question, asked: askedOf(input, ground, host) };
      return await converse(
        {
          ...talk,
          ...connect(settings, host, { context, file: `${registration.name}-answer.txt` }),
          frame: { persona: registration, model, provider: name, rate: host.rate },
          transformer: registration.transformer,
          repairs: settings.repairs,
          repair: (complaints) => buildRepair(host.templates, complaints),
        },
        context,
      );
    },
    // `execute` made it out of what the model said, and checked it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    transform: (answer) => answer as Review,
  };
}

function askedOf(
  { epic, requirements }: PersonaInput,
  grounding: Review | undefined,
  { citations }: ModelHost,
): Conversation["asked"] {
  return {
    description: epic.description,
    topics: topicsOf(requirements.mustAddress, grounding),
    earlier: Object.values(epic.accumulatedInsights),
    citations: citations(),
  };
}

/** The key is read when the first question is really sent: a record of the exchange needs none. */
function connect(
  settings: ModelSettings,
  host: ModelHost,
  { context, file }: { readonly context: PersonaContext; readonly file: string },
): Pick<Conversation, "send" | "keepRaw"> {
  let opened: Promise<Call> | undefined;
  let secrets: readonly string[] = [];
  const ask = async (question: ModelQuestion) => {
    const call = await (opened ??= openCall(settings, host));
    ({ secrets } = call);
    return await call.send(question, context);
  };
  return {
    send: (question) =>
      host.exchange(
        question,
        () => ask(question),
        () => secrets,
      ),
    keepRaw: (text) => host.keep(context.taskId, file, redact(text, secrets)),
  };
}

/** Whatever could change an answer, but for what is asked. */
function fingerprintOf(
  { templates, format, registration: { prompt = "", transformer } }: QuestionParts,
  {
    type,
    model,
    baseUrl,
    headers,
    temperature,
    maxOutputTokens,
    grounding,
    structured,
  }: ModelSettings,
  { groundFingerprint }: ModelHost,
): string {
  const how = { type, model, baseUrl, headers, temperature, maxOutputTokens, structured };
  const texts = [templates.system.text, templates.review.text, templates.repair.text];
  const ground = grounding === "rulebook" ? groundFingerprint : "";
  return sha256(canonicalJson([how, texts, format, ground, prompt, transformer ?? null]));
}
