import type { AnswerFrame } from "../../../src/core/answer/read-answer.ts";

export const SHOWN_FRAME = {
  persona: {
    name: "security-specialist",
    version: "1.2.0",
    costCategory: "security-and-privacy",
    focusAreas: [
      { id: "authz", title: "Authorisation", asks: "Who may" },
      { id: "crypto", title: "Encryption and secrets", asks: "Who holds the key" },
    ],
  },
  model: "shown-1",
  tokens: 12,
  provider: "shown",
  rate: { currency: "USD", dayRate: 800 },
} satisfies AnswerFrame;
