import { z } from "zod";

import { riskLevelSchema } from "./epic.ts";
import { conditionSchema } from "./rule.ts";
import { personaNameSchema, prioritySchema, recommendationTypeSchema } from "./vocabulary.ts";

/* config/knowledge/estimation.yml: how advice becomes effort, cost, duration, risk and questions. */

const ids = z.array(z.string().min(1));
const share = z.number().min(0).max(1);
const range = z.tuple([z.number().nonnegative(), z.number().nonnegative()]);

function byMode<T extends z.ZodType>(value: T) {
  return z.strictObject({ mvp: value, standard: value, enterprise: value });
}

const scaleFactorSchema = z.strictObject({
  id: z.string(),
  /** Applies to rules whose condition names one of these. */
  signals: ids.default([]),
  /** Applies to all rules where the team is new to the domain. */
  teamExperience: z.literal("new").optional(),
  factor: z.number().positive(),
});

const baselinePartSchema = z.strictObject({
  id: z.string(),
  /** For a team: it becomes the title of a task. */
  title: z.string().min(1),
  when: conditionSchema,
  days: byMode(range),
});

/** A reason to understand more. `dom.*` stands for every signal of the group. */
const confidenceReasonSchema = z.strictObject({
  for: z.string(),
  signals: ids.default([]),
  /** Signals that the description rules out. */
  excluded: ids.default([]),
  quantities: ids.default([]),
  value: share,
  /** Counts each one found, up to this sum; without it once. */
  max: share.optional(),
});

const limitsSchema = z.strictObject({
  /** Recommendations of one persona. */
  max: z.int().positive(),
  /** Of these in one focus area. */
  perFocus: z.int().positive(),
  /** Recommendations of one persona on an epic of a known kind: a precise review is a short one. */
  ofKind: z.int().positive(),
  /** Of its topic rules, where the text is hardly English. */
  ofTopic: z.int().positive(),
  /** Insights of one persona. */
  insights: z.int().positive(),
  /** Questions of one epic, those that block the estimate first. */
  questions: z.int().positive(),
});

const riskSourceSchema = z.strictObject({
  id: z.string(),
  when: conditionSchema,
  likelihood: z.int().min(1).max(5),
  impact: z.int().min(1).max(5),
  text: z.string().min(1),
  owner: personaNameSchema,
  mitigatedBy: ids,
});
export type RiskSource = z.infer<typeof riskSourceSchema>;

/** What a roadmap phase takes in; all keys that are given must fit. */
const phaseMatcherSchema = z.strictObject({
  personas: z.array(personaNameSchema).optional(),
  focus: ids.optional(),
  type: recommendationTypeSchema.optional(),
  /** Another kept recommendation depends on it. */
  neededByOthers: z.literal(true).optional(),
});

const phaseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What must be true before the next phase begins. */
  exit: z.string(),
  /** Named rules win over matchers, whatever the phase. */
  rules: ids.default([]),
  /** The first phase with a fitting matcher takes a recommendation, else the last phase. */
  holds: z.array(phaseMatcherSchema).default([]),
  /** The work on the feature itself lies here. */
  baseline: z.literal(true).optional(),
  /** Phase that takes its place in mvp. */
  mvp: z.string().optional(),
  /** What it is called in mvp, where there may be nothing after the launch but a list. */
  mvpTitle: z.string().optional(),
});
export type PhaseSource = z.infer<typeof phaseSchema>;

const openQuestionSchema = z.strictObject({
  id: z.string(),
  askedBy: personaNameSchema,
  /** Cost or duration changes by more than a third depending on the answer. */
  blocksEstimate: z.boolean(),
  /** A signal of `none` that the description rules out answers it too. */
  answeredByExclusion: z.literal(true).optional(),
  when: conditionSchema,
  text: z.string().min(1),
  /** What the estimate takes for granted meanwhile. */
  assume: z.string(),
});
export type OpenQuestion = z.infer<typeof openQuestionSchema>;

export const estimationSchema = z.strictObject({
  effort: z.strictObject({
    /** Factor of the first, second and any further rule of one focus area: they share set-up. */
    overlap: z.tuple([z.number(), z.number(), z.number()]),
    /** The largest that applies to a rule counts. */
    scaleFactors: z.array(scaleFactorSchema),
  }),
  baseline: z.strictObject({
    /** Expected days, at least. */
    minimum: byMode(z.number().positive()),
    parts: z.array(baselinePartSchema),
  }),
  cost: z.strictObject({
    /** Share added to the total: the first entry that the confidence lies below. */
    contingency: z.array(z.strictObject({ below: z.number(), add: share })).min(1),
    /** Yearly share of the build cost. */
    runCost: z.strictObject({
      byMode: byMode(share),
      extra: z.array(z.strictObject({ signals: ids, add: share })),
    }),
  }),
  duration: z.strictObject({
    /** Builders where neither description nor configuration names them. */
    teamSize: byMode(z.number().positive()),
    /** Share of a working day that goes into planned work. */
    focusFactor: share,
    /** Effective people = size times efficiency (after Brooks): the first entry that the size fits. */
    efficiency: z.array(z.strictObject({ upTo: z.number(), efficiency: share })).min(1),
    /** Weeks = days of the plan times low and high. */
    spread: z.strictObject({ low: z.number(), high: z.number() }),
  }),
  priority: z.strictObject({
    /** Two of these among the `all` signals of a rule raise it by one step. */
    grave: ids,
    /** With a critical rule, one of these makes the epic critical. */
    urgent: ids,
    /** One of these makes the epic high. */
    pressing: ids,
  }),
  ranking: z.strictObject({
    priority: z.record(prioritySchema, z.number()),
    blocking: z.number(),
    signal: z.strictObject({ value: z.number(), max: z.int() }),
    /** Of the rarest matched signal: the first entry that at most so many rules read. */
    rarity: z.array(z.strictObject({ upTo: z.number(), value: z.number() })).min(1),
    fact: z.strictObject({ value: z.number(), max: z.int() }),
    quantity: z.number(),
    mustAddress: z.number(),
    always: z.number(),
    /** Of what a hazard says: ahead of all rules, behind all playbooks. */
    hazard: z.number(),
    /** Of what a playbook says: ahead of all rules, the surest kind first. */
    kind: z.strictObject({ base: z.number(), further: z.number(), bearing: z.number() }),
    limits: byMode(limitsSchema),
  }),
  confidence: z.strictObject({
    start: share,
    lowest: share,
    highest: share,
    add: z.array(confidenceReasonSchema),
    /** For a known kind of feature, once. */
    kind: share,
    subtract: z.strictObject({
      fewWords: z.strictObject({ below: z.int(), value: share }),
      /** Per match of the signal. */
      vague: z.strictObject({ signal: z.string(), value: share, max: share }),
      blockingQuestion: z.strictObject({ value: share, max: share }),
      /** A signal that is present and excluded both. */
      contradiction: z.strictObject({ value: share, max: share }),
      /** Fewer common English words than this share of all words: the rulebook reads English. */
      foreign: z.strictObject({
        below: share,
        value: share,
        /** A Latin text of fewer words than this may be a headline. */
        words: z.int(),
      }),
    }),
    persona: z.strictObject({
      fewRules: z.strictObject({ below: z.int(), value: share }),
      /** At least this share of its rules stands on facts of earlier personas. */
      buildsOn: z.strictObject({ share, value: share }),
    }),
    bands: z.array(z.strictObject({ from: share, text: z.string() })).min(1),
    unsure: z.strictObject({
      /** Below this, questions come first and ranges widen to `spread` between low and high. */
      below: share,
      spread: z.number().min(1),
      /**
       * A sentence with a figure or one of the words states something; with fewer such sentences the
       * description is vague.
       */
      concrete: z.strictObject({ words: z.array(z.string()).min(1), least: z.int() }),
    }),
  }),
  risk: z.strictObject({
    levels: z.array(z.strictObject({ from: z.int(), level: riskLevelSchema })).min(1),
    adjust: z.strictObject({
      /** Likelihood, where none of `mitigatedBy` was said as blocking. */
      unmitigated: z.int(),
      /** Likelihood, where so many of `mitigatedBy` were said. */
      mitigated: z.strictObject({ atLeast: z.int(), value: z.int() }),
      lowConfidence: z.strictObject({ below: share, likelihood: z.int() }),
      grave: z.strictObject({ signals: ids, impact: z.int() }),
    }),
    /** The epic is one level worse when so many risks are high or worse. */
    escalateAt: z.int().positive(),
    /** Of a blocking recommendation for which the catalogue has no risk. */
    own: z.strictObject({
      likelihood: z.int().min(1).max(5),
      impact: z.record(prioritySchema, z.int().min(1).max(5)),
      most: z.int(),
    }),
    catalogue: z.array(riskSourceSchema),
  }),
  roadmap: z.strictObject({ phases: z.array(phaseSchema).min(1) }),
  conflicts: z.array(
    z.strictObject({
      id: z.string(),
      between: z.tuple([z.string(), z.string()]),
      /** Terms (as in playbooks) of which the titles of two recommendations show one each. */
      shown: z.tuple([ids, ids]).optional(),
      resolution: z.string().min(1),
      decider: personaNameSchema,
    }),
  ),
  openQuestions: z.array(openQuestionSchema),
});
export type Estimation = z.infer<typeof estimationSchema>;
