import { blockersOf, reviewsInOrder, type Epic } from "./epic-order.ts";
import { capital, count, enumerate, personaWords } from "./words.ts";

/** Why the verdict is what it is, as one sentence. */
export function verdictReason(epic: Epic): string {
  const blockers = blockersOf(epic).length;
  if (blockers > 0) {
    return `${count(blockers, "blocker")} must be resolved before the work starts.`;
  }
  if (epic.verdict === "READY") return "Nothing stands in the way of starting.";
  const voices = reviewsInOrder(epic).filter(({ verdict }) => verdict === epic.verdict);
  if (voices.length === 0) return "No single recommendation blocks it; see the questions and gaps.";
  const who = enumerate(voices.map(({ persona }) => `the ${personaWords(persona.name)}`));
  const verb = epic.verdict === "BLOCKED" ? "blocked it" : "raised concerns";
  return `${capital(who)} ${verb}, without a blocking recommendation.`;
}

/** What is special about this epic as a whole; empty for a completed one. */
export function statusNote(epic: Epic): string {
  if (epic.status === "completed") return "";
  if (epic.status === "partial") {
    const absent = enumerate(epic.gaps.map(({ persona }) => `the ${personaWords(persona)}`));
    return absent === ""
      ? "Partial: not every planned review was given."
      : `Partial: ${absent} gave no review.`;
  }
  return epic.questions.length === 0
    ? "Needs clarification: too little of the description was understood."
    : "Needs clarification: answer the open questions before relying on the figures.";
}

/** The amount over the budget that the description names; empty when it fits or names none. */
export function budgetNote(epic: Epic, money: (amount: number) => string): string {
  const check = epic.totalCostBreakdown.budgetCheck;
  if (!check || check.over <= 0) return "";
  return `The expected cost is ${money(check.over)} over the budget of ${money(check.budget)}.`;
}

/** How far the plan may run beyond the time that the description names; empty when it fits. */
export function deadlineNote({ duration: { deadlineCheck } }: Epic): string {
  if (!deadlineCheck || deadlineCheck.overWeeks <= 0) return "";
  const { overWeeks, timeboxWeeks } = deadlineCheck;
  return `It may take ${count(overWeeks, "week")} longer than the ${count(timeboxWeeks, "week")} that the description allows.`;
}
