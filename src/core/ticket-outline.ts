import type { EpicResponse, Risk } from "../schema/epic.ts";
import type { Question } from "../schema/persona.ts";
import { type Advice, adviceOf, numbered, type Traced } from "./ticket-ids.ts";
import { type NumberBook, numberBook } from "./ticket-numbers.ts";
import { planTasks, type TaskGroup } from "./ticket-tasks.ts";

type Epic = EpicResponse["epic"];

/** Must be met for the feature to ship, should be met, could be met. */
export type AcceptanceLevel = "P0" | "P1" | "P2";

export interface Criterion {
  readonly id: string;
  readonly level: AcceptanceLevel;
  readonly requirement: Traced;
}

/** An epic as a ticket tells it: everything numbered once, so that the documents agree. */
export interface TicketOutline {
  /** FR: what the product owner asks for. */
  readonly functional: readonly Traced[];
  /** BR: what the product owner wants people to decide. */
  readonly business: readonly Traced[];
  /** IR: what other systems have a part in. */
  readonly integration: readonly Traced[];
  /** NFR: what the others ask for. */
  readonly qualities: readonly Traced[];
  /** AC: how the requirements above are checked. */
  readonly criteria: readonly Criterion[];
  /**
   * D: what architect, security, performance and accessibility want to have decided. What blocks
   * comes first, then what has no section of its own, then the sections: as the design shows them.
   */
  readonly decisions: readonly Traced[];
  /** T: the parts of the feature itself, then the roadmap. */
  readonly tasks: readonly TaskGroup[];
  /** R, the gravest first. */
  readonly risks: readonly { readonly id: string; readonly risk: Risk }[];
  /** A: what is taken for granted until somebody answers. */
  readonly assumptions: readonly { readonly id: string; readonly question: Question }[];
}

const ASKS_FOR_FUNCTIONS = "product-owner";
const RUNS_IT = "devops-engineer";
/** Focus areas, as config/personas/product-owner.yml and architect.yml name them. */
const POLICY = "policy";
const INTEGRATION = "integration";

const isFunction = ({ persona }: Advice): boolean => persona === ASKS_FOR_FUNCTIONS;
const isRule = ({ recommendation }: Advice): boolean => recommendation.focus === POLICY;
const isIntegration = ({ recommendation }: Advice): boolean => recommendation.focus === INTEGRATION;

/** Personas whose decisions have a section of their own in the design, in this order. */
export const OWN_SECTION = [
  "security-specialist",
  "performance-specialist",
  "accessibility-advocate",
] as const;

/** Blocking advice is worked out before all sections; -1 is what no section is for. */
function turnOf({ persona, recommendation }: Advice): number {
  if (recommendation.type === "blocking") return -2;
  return OWN_SECTION.findIndex((name) => name === persona);
}

/** `book` knows the ids that an earlier outline gave, so that they stay. */
export function outlineTicket(epic: Epic, book: NumberBook = numberBook()): TicketOutline {
  const advice = adviceOf(epic);
  const others = advice.filter((one) => !isFunction(one));

  const byAdvice = { book, sourceOf: ({ recommendation }: Advice) => recommendation.id };
  const wishes = advice.filter(isFunction);
  const functional = numbered(
    "FR",
    wishes.filter((one) => !isRule(one)),
    byAdvice,
  );
  const business = numbered("BR", wishes.filter(isRule), byAdvice);
  const integration = numbered("IR", others.filter(isIntegration), byAdvice);
  const qualities = numbered(
    "NFR",
    others.filter((one) => !isIntegration(one)),
    byAdvice,
  );
  const checked = [...functional, ...business, ...integration, ...qualities]
    .filter(({ recommendation }) => recommendation.acceptance !== "")
    .map((requirement) => ({ requirement, level: levelOf(requirement) }));
  const decided = others
    .filter(({ persona }) => persona !== RUNS_IT)
    .toSorted((a, b) => turnOf(a) - turnOf(b));
  return {
    functional,
    business,
    integration,
    qualities,
    criteria: numbered("AC", checked, {
      book,
      sourceOf: ({ requirement }) => requirement.recommendation.id,
    }),
    decisions: numbered("D", decided, byAdvice),
    tasks: planTasks(epic, advice, book),
    ...numberedRest(epic, book),
  };
}

function numberedRest({ riskAssessment, questions }: Epic, book: NumberBook) {
  const risks = riskAssessment.risks.toSorted((a, b) => b.score - a.score);
  return {
    risks: numbered(
      "R",
      risks.map((risk) => ({ risk })),
      { book, sourceOf: ({ risk }) => risk.id },
    ),
    assumptions: numbered(
      "A",
      questions.map((question) => ({ question })),
      { book, sourceOf: ({ question }) => question.id },
    ),
  };
}

export function levelOf({ recommendation: { type, priority } }: Advice): AcceptanceLevel {
  if (type === "blocking" || priority === "critical") return "P0";
  return priority === "high" ? "P1" : "P2";
}
