import { EpicError, toEpicError } from "../../core/errors.ts";
import { mismatch, redactJson } from "../../core/tape.ts";
import type { Cassette, TapedAsking, TapedQuestion } from "../../ports/cassette.ts";
import type { Exchange } from "../../schema/tape.ts";
import { exchangeFile, readExchange, writeExchange } from "./tape-files.ts";

/** Asks, and keeps what was asked and what came of it. */
export function recordingCassette(folder: string): Cassette {
  const next = counter();
  return {
    async exchange(question, asking) {
      const file = next(question.persona);
      const keep = (outcome: Pick<Exchange, "answer" | "failure">) => {
        const { persona, provider, request } = question;
        const exchange = { persona, provider, request: asJson(request), ...outcome };
        writeExchange(folder, file, redactJson(exchange, asking.secrets()));
      };
      const answer = await asking.ask().catch((error: unknown) => {
        const { code, message, hint } = toEpicError(error);
        // Whoever gives up changes his mind, and not what the other would have said.
        if (code !== "CANCELLED")
          keep({ failure: { code, message, ...(hint !== undefined && { hint }) } });
        throw error;
      });
      keep({ answer: asJson(answer) });
      return answer;
    },
  };
}

/** Answers from a record, and asks nobody. */
export function replayingCassette(folder: string): Cassette {
  const next = counter();
  return {
    async exchange<T>(question: TapedQuestion, { parse }: TapedAsking<T>): Promise<T> {
      const file = next(question.persona);
      const found = readExchange(folder, file);
      if (!found) throw otherThanRecorded(`The record ${folder} has no exchange ${file}`);
      const { provider, request } = question;
      const now = redactJson({ provider, request: asJson(request) }, []);
      const fault = mismatch({ provider: found.provider, request: found.request }, now);
      if (fault !== undefined) {
        throw otherThanRecorded(`The exchange ${file} of ${folder} no longer matches: ${fault}`);
      }
      const { failure } = found;
      if (failure) throw new EpicError(failure.code, failure.message, { hint: failure.hint });
      return parse(found.answer);
    },
  };
}

/** The first question of a persona is 1, whatever others are asked meanwhile. */
function counter(): (persona: string) => string {
  const counts = new Map<string, number>();
  return (persona) => {
    const number = (counts.get(persona) ?? 0) + 1;
    counts.set(persona, number);
    return exchangeFile(persona, number);
  };
}

function otherThanRecorded(message: string): EpicError {
  return new EpicError("STORAGE_ERROR", message, {
    hint: "record again with --record, or take back what was changed",
  });
}

const asJson = (value: unknown): Exchange["request"] => JSON.parse(JSON.stringify(value));
