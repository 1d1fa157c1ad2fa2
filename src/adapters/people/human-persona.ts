import type { Rate } from "../../core/answer/amounts.ts";
import { readAnswer } from "../../core/answer/read-answer.ts";
import { canonicalJson } from "../../core/canonical-json.ts";
import { EpicError } from "../../core/errors.ts";
import { FrontMatterFault } from "../../core/front-matter.ts";
import { sha256 } from "../../core/hash.ts";
import { type PersonAnswer, readPersonAnswer } from "../../core/person/read-person-answer.ts";
import { writeQuestion } from "../../core/person/write-question.ts";
import type { People } from "../../ports/people.ts";
import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import type { Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";

/** A person as the configuration has them. */
export interface Human {
  /** Of the provider. */
  readonly name: string;
  /** Who it is, where somebody said so. */
  readonly who: string | undefined;
  /** What turns money in an answer into days of work. */
  readonly rate: Rate;
}

/** A persona that a person answers for, now or on a later day. */
export function humanPersona(
  registration: PersonaRegistration,
  human: Human,
  people: People,
): PersonaAdapter {
  const { name, who } = human;
  let complaints: readonly string[] = [];
  return {
    registration,
    kind: "person",
    provider: { name, fingerprint: sha256(canonicalJson(["human", who ?? ""])) },
    consumption: "nothing",
    validate: () => ({ valid: true }),
    execute: async (input, { taskId, signal }) => {
      const document = writeQuestion(input, registration, taskId);
      const persona = registration.name;
      const reply = await people.ask({ taskId, persona, document, complaints }, signal);
      if (reply.kind === "answered") return reply.text;
      const { place } = reply;
      throw new EpicError("WAITING", `${persona} waits for a person: the question is in ${place}`, {
        resumeWith: `--file ${place}`,
      });
    },
    transform: (answer) => {
      const said = judge(String(answer), registration, human);
      if (said.kind === "review") return said.review;
      complaints = said.problems;
      throw unfit(registration.name, said.problems);
    },
  };
}

type Judged =
  | { readonly kind: "review"; readonly review: Review }
  | { readonly kind: "unfit"; readonly problems: readonly string[] };

function judge(text: string, persona: PersonaRegistration, { name, who, rate }: Human): Judged {
  const read = readOrComplain(text);
  if (read.kind === "unfit") return read;
  return readAnswer(read.answer, { persona, model: who, tokens: 0, provider: name, rate });
}

function readOrComplain(text: string): PersonAnswer {
  try {
    return readPersonAnswer(text);
  } catch (error) {
    if (!(error instanceof FrontMatterFault)) throw error;
    return { kind: "unfit", problems: [`line ${error.line} ${error.message}`] };
  }
}

function unfit(persona: string, problems: readonly string[]): EpicError {
  const message = `The answer for ${persona} does not fit: ${problems.join("; ")}`;
  return new EpicError("VALIDATION_FAILED", message, {
    hint: "mend the file, then type epic answer again; epic schema Review tells what JSON may hold",
  });
}
