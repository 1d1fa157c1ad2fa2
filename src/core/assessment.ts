import type { Conflict, Risk, RiskLevel } from "../schema/epic.ts";
import type { Effort, Priority, RecommendationType } from "../schema/vocabulary.ts";

/**
 * What the embedded reviewer says about an epic as a whole, whoever answered for the personas.
 * `assess` (rulebook) makes it, `aggregate` applies it to the reviews.
 */
export interface Assessment {
  readonly title: string;
  /** 0.0 to 1.0: how much of the description was understood. */
  readonly confidence: number;
  /** Too vague to estimate: answer the questions first. */
  readonly vague: boolean;
  readonly priority: Priority;
  /** The work on the feature itself, without any advice. */
  readonly baseline: readonly BaselinePart[];
  readonly rates: Rates;
  readonly margins: Margins;
  readonly team: Team;
  readonly risks: RiskModel;
  readonly conflicts: readonly ConflictPair[];
  /** In the order of the work; never empty. */
  readonly phases: readonly Phase[];
  readonly limits: Limits;
  /** Questions that the epic shows at most. */
  readonly questionLimit: number;
  /** What the reader should know about the estimate. */
  readonly warnings: readonly string[];
}

export interface BaselinePart {
  readonly id: string;
  /** For a team, as in "Prices and payments". */
  readonly title: string;
  readonly effort: Effort;
}

export interface Rates {
  /** ISO 4217. */
  readonly currency: string;
  /** Money per person-day. */
  readonly dayRate: number;
  /** By persona, where one differs. */
  readonly dayRates: Readonly<Record<string, number | undefined>>;
}

export interface Margins {
  /** Share of the sum that is added for what the description leaves unsaid. */
  readonly contingency: number;
  /** Yearly share of the total, to run what was built. */
  readonly runCost: number;
  /** Weeks = days of the plan times low and high. */
  readonly weeks: { readonly low: number; readonly high: number };
  /** How far high lies above low at least; 1 unless the description is vague. */
  readonly spread: number;
}

export interface Team {
  readonly size: number;
  /** Effective people = size times efficiency. */
  readonly efficiency: number;
  /** Share of a working day that goes into planned work. */
  readonly focusFactor: number;
}

/** Adjusted for this epic; its score and level follow. */
export type RiskCandidate = Omit<Risk, "score" | "level">;

export interface RiskModel {
  readonly candidates: readonly RiskCandidate[];
  /** Added where the plan ends after the time box. */
  readonly late?: RiskCandidate | undefined;
  /** Score from which a level holds, worst first. */
  readonly levels: readonly { readonly from: number; readonly level: RiskLevel }[];
  /** The epic is one level worse when so many risks are high or worse. */
  readonly escalateAt: number;
}

export type ConflictPair = Omit<Conflict, "personas">;

/** What a phase takes in; all keys that are given must fit. */
export interface PhaseMatcher {
  readonly personas?: readonly string[] | undefined;
  readonly focus?: readonly string[] | undefined;
  readonly type?: RecommendationType | undefined;
  /** Another recommendation depends on it. */
  readonly neededByOthers?: true | undefined;
}

export interface Phase {
  readonly id: string;
  readonly title: string;
  /** What must be true before the next phase begins. */
  readonly exit: string;
  /** Ids of recommendations that lie here whatever the matchers say. */
  readonly rules: readonly string[];
  readonly holds: readonly PhaseMatcher[];
  /** The work on the feature itself lies here. */
  readonly baseline: boolean;
}

/** What the description or the request sets. */
export interface Limits {
  /** In the currency of the rates. */
  readonly budget?: number | undefined;
  readonly timeboxDays?: number | undefined;
}
