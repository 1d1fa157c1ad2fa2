import type { Recommendation, Review } from "../../src/schema/persona.ts";
import type { PersonaRegistration } from "../../src/schema/registration.ts";
import { personaRegistrationSchema } from "../../src/schema/registration.ts";

export function recommendation(id: string, rest: Partial<Recommendation> = {}): Recommendation {
  return {
    id,
    title: `Do ${id}`,
    type: "suggested",
    priority: "medium",
    estimatedCost: "800 USD (1 person-day)",
    description: `Because of ${id}`,
    dependencies: [],
    evidence: [],
    acceptance: "",
    references: [],
    facts: [],
    effort: { low: 1, high: 1, expected: 1 },
    ...rest,
  };
}

export function review(name: string, rest: Partial<Review> = {}): Review {
  return {
    verdict: "READY",
    insights: [`${name} was here`],
    recommendations: [],
    questions: [],
    costAnalysis: { category: "effort", amount: "0 USD" },
    confidence: 0.8,
    model: "scripted",
    tokens: 0,
    version: "1.0.0",
    ...rest,
  };
}

export function registration(
  name: string,
  rest: Partial<PersonaRegistration> = {},
): PersonaRegistration {
  return personaRegistrationSchema.parse({
    name,
    title: name,
    reviewOrder: 1,
    focusAreas: [{ id: "all", title: "Everything", asks: "What is missing" }],
    ...rest,
  });
}
