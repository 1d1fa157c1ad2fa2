import { expect, test } from "vitest";

import type { PersonaDetail } from "../../src/app/personas.ts";
import { renderPersona, renderPersonas } from "../../src/cli/render-personas.ts";
import { registration } from "../fakes/review.ts";

const ARCHITECT: PersonaDetail = {
  name: "architect",
  title: "Architect",
  version: "1.0.0",
  reviewOrder: 2,
  required: true,
  modes: ["mvp", "enterprise"],
  timeout: 240,
  rules: 51,
  provider: "claude:opus",
  fallback: ["rulebook"],
  origin: "built in",
  registration: registration("architect", {
    dependencies: ["product-owner"],
    voice: "Decides what is costly to change later.",
    mustAddress: { mvp: [], standard: [], enterprise: [{ topic: "Boundaries", rules: [] }] },
  }),
};

test("personas are listed with what the configuration makes of them", () => {
  expect(renderPersonas([ARCHITECT], {})).toBe(
    [
      "ORDER  PERSONA    REQUIRED  MODES            TIMEOUT  RULES  PROVIDER     ORIGIN",
      "    2  architect  yes       mvp, enterprise    240 s     51  claude:opus  built in",
      "",
    ].join("\n"),
  );
});

test("one of them is shown with all that it is asked", () => {
  expect(renderPersona(ARCHITECT, { columns: 80 })).toBe(
    `Architect (architect 1.0.0)
From        built in
Order       2, required
After       product-owner
Modes       mvp, enterprise
Time        240 s
Answered by claude:opus, else rulebook
Rules       51
Voice       Decides what is costly to change later.
Looks at
  - Everything: What is missing
Must address in enterprise mode
  - Boundaries
`,
  );
});
