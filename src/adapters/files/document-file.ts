import { isMapping } from "../../core/config.ts";
import type { Mapping } from "../../core/config.ts";
import { EpicError } from "../../core/errors.ts";
import { schemaProblems } from "../../core/schema-problems.ts";
import { personaRegistrationSchema } from "../../schema/registration.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { epicRequestSchema } from "../../schema/request.ts";
import { readYamlFile } from "./yaml-file.ts";

/** A persona of the user's own, from YAML or JSON. Throws INVALID_INPUT with line, column and field. */
export async function readPersonaFile(file: string): Promise<PersonaRegistration> {
  return personaRegistrationSchema.parse(await readDocument(personaRegistrationSchema, file));
}

/**
 * An EpicRequest as somebody wrote it, in JSON or YAML: checked, but with no defaults filled in, so
 * that flags and configuration may still speak. Throws as `readPersonaFile` does.
 */
export async function readRequestFile(file: string): Promise<Mapping> {
  const request = await readDocument(epicRequestSchema, file, REQUEST_BYTES);
  return isMapping(request) ? request : {};
}

/** Room for the largest description, escaped, and for personas beside it. */
const REQUEST_BYTES = 8 * 1024 * 1024;

type Schema = Parameters<typeof schemaProblems>[0];

async function readDocument(schema: Schema, file: string, bytes?: number): Promise<unknown> {
  const { value, locate } = await readYamlFile(file, file, bytes);
  const [first, ...rest] = schemaProblems(schema, value);
  if (!first) return value;
  const others = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  const place = locate(first.path, first.part);
  throw new EpicError("INVALID_INPUT", `${place}: ${first.message}${others}`, { hint: first.hint });
}
