import { isMapping } from "../../core/config.ts";
import type { Mapping } from "../../core/config.ts";
import { EpicError } from "../../core/errors.ts";
import { referenceProblems } from "../../core/providers.ts";
import { type SchemaProblem, schemaProblems } from "../../core/schema-problems.ts";
import type { Config } from "../../schema/config.ts";
import { personaRegistrationSchema } from "../../schema/registration.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { epicRequestSchema } from "../../schema/request.ts";
import { readYamlFile, type YamlFile } from "./yaml-file.ts";

export interface PersonaFileOptions {
  /** What messages call the file. */
  readonly name: string;
  /** Who can answer, where that is to be checked. */
  readonly providers: Config["providers"];
  /** What else is wrong with it, a sentence each that begins with the id of the rule, if of one. */
  readonly faultsOf?: ((persona: PersonaRegistration) => readonly string[]) | undefined;
}

/**
 * A persona of the user's own, from YAML or JSON. Throws INVALID_INPUT with line, column and field,
 * also where it names a provider that nobody is.
 */
export async function readPersonaFile(
  file: string,
  { name, providers, faultsOf = () => [] }: PersonaFileOptions,
): Promise<PersonaRegistration> {
  const { value, locate } = await readYamlFile(file, name);
  refuse(schemaProblems(personaRegistrationSchema, value), locate);
  const persona = personaRegistrationSchema.parse(value);
  const unknown = referenceProblems(persona, providers);
  refuse(
    unknown.map(({ path, message, hint }) => ({ path, part: "value", message, hint })),
    locate,
  );
  refuse(
    faultsOf(persona).map((message) => ({
      path: placeOf(message, persona),
      part: "value",
      message,
      hint: "epic schema PersonaRegistration tells what a persona may hold",
    })),
    locate,
  );
  return persona;
}

/** The rule that a fault is about, or the whole file. */
function placeOf(fault: string, { rules }: PersonaRegistration): readonly PropertyKey[] {
  const at = rules.findIndex(({ id }) => fault.startsWith(`${id}: `));
  return at === -1 ? [] : ["rules", at];
}

/**
 * An EpicRequest as somebody wrote it, in JSON or YAML: checked, but with no defaults filled in, so
 * that flags and configuration may still speak. Throws as `readPersonaFile` does.
 */
export async function readRequestFile(file: string): Promise<Mapping> {
  const { value, locate } = await readYamlFile(file, file, REQUEST_BYTES);
  refuse(schemaProblems(epicRequestSchema, value), locate);
  return isMapping(value) ? value : {};
}

/** Room for the largest description, escaped, and for personas beside it. */
const REQUEST_BYTES = 8 * 1024 * 1024;

/** The first problem where it stands, and how many more there are. */
function refuse(problems: readonly SchemaProblem[], locate: YamlFile["locate"]): void {
  const [first, ...rest] = problems;
  if (!first) return;
  const others = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  const place = locate(first.path, first.part);
  throw new EpicError("INVALID_INPUT", `${place}: ${first.message}${others}`, { hint: first.hint });
}
