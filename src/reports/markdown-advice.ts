import type { PersonaOutput, Recommendation } from "../schema/persona.ts";
import { blockersOf, reviewsInOrder, type Advice, type Epic } from "./epic-order.ts";
import type { Links } from "./markdown-links.ts";
import { bullets, code, heading, inline, labelled, quoted, section } from "./markdown-text.ts";
import { rationaleOf } from "./rationale.ts";
import { count, percent, personaTitle } from "./words.ts";

/** What must be settled before the work starts, the most urgent first. */
export function blockersSection(epic: Epic, links: Links): string {
  return section("Blockers", ...blockersOf(epic).map((advice) => blocker(advice, links)));
}

function blocker({ persona, recommendation }: Advice, links: Links): string {
  const by = labelled("Raised by", `${personaTitle(persona)} (${recommendation.priority})`);
  return `${heading(3, recommendation.title)}\n\n${bullets([by, ...details(recommendation, links)])}`;
}

/** One section per persona: its verdict, its insights, and the advice that does not block. */
export function personaSections(epic: Epic, links: Links): string {
  return reviewsInOrder(epic)
    .map((review) => personaSection(review, links))
    .join("\n\n");
}

function personaSection(review: PersonaOutput, links: Links): string {
  const suggested = review.recommendations.filter(({ type }) => type === "suggested");
  const blocking = review.recommendations.filter(({ type }) => type === "blocking");
  const title = `## ${personaTitle(review.persona.name)}`;
  const blocks = [
    title,
    opening(review),
    bullets(review.insights.map(inline)),
    blocking.length === 0 ? "" : "Blocking, described above:",
    bullets(blocking.map(({ id }) => links.to(id))),
    ...suggested.map((recommendation) => suggestion(recommendation, links)),
  ];
  return blocks.filter(Boolean).join("\n\n");
}

function opening({ persona, verdict, recommendations, costAnalysis, confidence }: PersonaOutput) {
  if (persona.status !== "completed") return `This review is missing: ${persona.status}.`;
  const advice =
    recommendations.length === 0
      ? "no recommendations"
      : count(recommendations.length, "recommendation");
  const cost = recommendations.length === 0 ? "" : inline(costAnalysis.amount);
  const figures = [advice, cost].filter(Boolean).join(", ");
  return `**${verdict}**, confidence ${percent(confidence)}: ${figures}.`;
}

function suggestion(recommendation: Recommendation, links: Links): string {
  const priority = labelled("Priority", recommendation.priority);
  return `${heading(3, recommendation.title)}\n\n${bullets([priority, ...details(recommendation, links)])}`;
}

function details(recommendation: Recommendation, links: Links): string[] {
  return [
    labelled("Why", inline(rationaleOf(recommendation))),
    labelled(
      "Evidence",
      recommendation.evidence
        .map(({ quote }) => quoted(quote))
        .filter(Boolean)
        .join("; "),
    ),
    labelled("Done when", inline(recommendation.acceptance)),
    labelled("Comes after", links.all(recommendation.dependencies)),
    labelled("References", recommendation.references.map(inline).join("; ")),
    labelled("Cost", inline(recommendation.estimatedCost)),
    labelled("Id", code(recommendation.id)),
  ];
}
