import type { PersonaOutput } from "../../../src/schema/persona.ts";
import { advice, days, review } from "./parts.ts";

export function enterpriseReviews(): PersonaOutput[] {
  return [
    review("product-owner", 1, {
      verdict: "CONCERNS",
      insights: [
        "Three actors appear: patient, reception, clinic. Only the patient's path is described.",
      ],
      recommendations: [
        advice({
          id: "po-desk-path",
          title: "Describe the path of a patient without a card",
          priority: "high",
          description:
            "The desk has to reach the same state as the tablet, or reception keeps two lists.",
          acceptance:
            "A patient without a card appears in the same arrival list within one minute.",
          evidence: [{ quote: "Patients without a card go to the desk.", sentence: 4 }],
        }),
      ],
      costAnalysis: { category: "discovery-and-policy", amount: "800-1.6k USD" },
      confidence: 0.74,
    }),
    review("architect", 2, {
      verdict: "CONCERNS",
      recommendations: [
        advice({
          id: "ar-offline",
          title: "Keep check-in working while the network is down",
          priority: "high",
          description:
            "A waiting room fills up in minutes; the tablet must hold answers until it can send them.",
          acceptance:
            "With the network off for 30 minutes, no answer is lost and none is sent twice.",
          evidence: [{ quote: "check in on a tablet in the waiting room", sentence: 1 }],
          dependencies: ["po-desk-path"],
          estimatedCost: "3.2k-6.4k USD (4-8 person-days)",
          effort: days(4, 6.7, 8),
        }),
      ],
      costAnalysis: { category: "design-and-build", amount: "3.2k-6.4k USD" },
      source: "cache",
    }),
    review("security-specialist", 3, {
      verdict: "BLOCKED",
      insights: [
        "Health answers and insurance numbers are special-category data.",
        "A tablet in a public room is shared by strangers.",
      ],
      recommendations: [
        advice({
          id: "se-session-end",
          title: "Clear the tablet between two patients",
          type: "blocking",
          priority: "high",
          description: "The next patient must not see the answers of the one before.",
          acceptance: "After 30 seconds without a touch, nothing of the last patient can be shown.",
          evidence: [{ quote: "a tablet in the waiting room", sentence: 1 }],
          dependencies: ["se-legal-basis"],
        }),
        advice({
          id: "se-legal-basis",
          title: "Name the legal basis for keeping health answers",
          type: "blocking",
          priority: "critical",
          description:
            "Ten years of health answers need a legal basis and an owner who answers for them.",
          acceptance: "The record of processing names the basis, the owner and the erasure date.",
          evidence: [
            { quote: "answers up to 12 questions about the visit", sentence: 2 },
            { quote: "Answers are kept for ten years.", sentence: 5 },
          ],
          references: ["GDPR Art. 9", "HIPAA 45 CFR 164.530(j)"],
          estimatedCost: "1.6k-3.2k USD (2-4 person-days)",
          effort: days(2, 3.3, 4),
        }),
      ],
      costAnalysis: { category: "security-and-privacy", amount: "2.4k-4.8k USD" },
      confidence: 0.91,
      source: "model",
      model: "some-model-4",
    }),
    review("accessibility-advocate", 5, {
      verdict: "CONCERNS",
      recommendations: [
        advice({
          id: "ac-reach",
          title: "Make the tablet usable from a wheelchair",
          description: "A wall mount at standing height shuts people out.",
          acceptance: "Every control lies between 40 and 120 cm above the floor.",
          references: ["WCAG 2.2 SC 2.5.8"],
        }),
      ],
      costAnalysis: { category: "accessibility", amount: "800-1.6k USD" },
    }),
    review("devops-engineer", 6, { source: "stale-cache" }),
  ];
}
