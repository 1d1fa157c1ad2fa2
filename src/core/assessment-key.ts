import type { Config } from "../schema/config.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { EpicRequest } from "../schema/request.ts";
import { canonicalJson } from "./canonical-json.ts";
import { sha256 } from "./hash.ts";
import { VERSION } from "./version.ts";

export interface AssessmentKeyParts {
  readonly request: EpicRequest;
  readonly outputs: readonly PersonaOutput[];
  readonly rulebookVersion: string;
  readonly estimation: Config["estimation"];
}

/** sha256 over everything that an assessment is made from. */
export function assessmentKey(parts: AssessmentKeyParts): string {
  const { request, outputs, rulebookVersion, estimation } = parts;
  return sha256(
    canonicalJson({
      program: VERSION,
      rulebookVersion,
      estimation,
      description: request.description,
      mode: request.mode,
      priority: request.metadata.priority ?? null,
      reviews: outputs.map(({ persona, metadata }) => [persona.name, metadata.hash]),
    }),
  );
}
