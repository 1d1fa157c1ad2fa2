import type { Priority } from "../schema/vocabulary.ts";

/** What besides the description decides how a review comes out. */
export interface ReviewSettings {
  /** ISO 4217. */
  readonly currency: string;
  /** Money per person-day of this persona. */
  readonly dayRate: number;
  readonly enforceDevops: boolean;
  /** Of the epic, as its requester sees it. */
  readonly priority?: Priority | undefined;
  readonly teamExperience: "known" | "new";
}
