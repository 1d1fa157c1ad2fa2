import { expect, test } from "vitest";

import { buildPersonaInput } from "../../../src/core/persona-input.ts";
import { buildQuestion, promptBytes } from "../../../src/core/prompt/build-question.ts";
import { request } from "../../fakes/coordinator.ts";
import { registration } from "../../fakes/review.ts";

const text = (name: string) => ({ origin: name, text: `${name} {{${name}}}` });

test("a question holds what each template asks for, and the schema of the answer", () => {
  const architect = registration("architect");
  const templates = { system: text("format"), review: text("description"), repair: text("x") };
  const parts = { registration: architect, templates, format: { type: "object" } };
  const question = buildQuestion(parts, buildPersonaInput(request(), architect, []), undefined);
  expect(question).toMatchObject({
    persona: "architect",
    system: 'format {"type":"object"}',
    turns: [{ role: "user", text: expect.stringContaining("Add single sign-on") }],
    format: { type: "object" },
  });
  expect(promptBytes(parts)).toBeGreaterThan(4000);
});
