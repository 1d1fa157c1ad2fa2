import { z } from "zod";

import { answerSchema } from "../../schema/answer.ts";
import type { PersonaInput } from "../../schema/persona.ts";

type Format = PersonaInput["requirements"]["outputFormat"];

/** The JSON Schema that a model is asked to answer by. */
export function answerFormat(): Format {
  const { $schema: _$schema, ...format } = z.toJSONSchema(answerSchema);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON Schema is JSON
  return format as Format;
}
