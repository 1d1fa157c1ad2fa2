import type { PersonaInput, Review } from "../../schema/persona.ts";
import type { PersonaRegistration } from "../../schema/registration.ts";
import { ANSWER_HEADING } from "./read-person-answer.ts";

/**
 * A question for a person, as a Markdown document that the answer is written into. Whatever others
 * wrote stands in quotes, so that nothing of it can pass for the answer.
 */
export function writeQuestion(
  { epic, requirements }: PersonaInput,
  { name, title, voice, focusAreas }: PersonaRegistration,
  taskId: string,
): string {
  const earlier = epic.previousPersonas.flatMap((author) => {
    const review = epic.accumulatedInsights[author];
    return review ? [describeReview(author, review)] : [];
  });
  return [
    frontMatter(name, taskId),
    `# Review an epic as its ${title}`,
    voice,
    `## The epic (${epic.mode} mode)`,
    quoted(epic.description),
    "## What to look at",
    focusAreas.map((area) => `- **${area.title}:** ${area.asks}`).join("\n"),
    ...listed("## What must not be left out", requirements.mustAddress),
    ...listed("## What may be worth a word", requirements.optionalItems),
    ...(earlier.length > 0 ? ["## What others said", ...earlier] : []),
    ANSWER_HEADING,
    MANUAL,
    "## Insights",
    "## Recommendations",
    "## Questions",
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function frontMatter(persona: string, taskId: string): string {
  return `---
run: ${taskId}
persona: ${persona}
# READY, CONCERNS or BLOCKED
verdict:
# from 0.0 to 1.0: how sure you are that you understood
confidence: 0.8
---`;
}

const MANUAL = `<!-- Say your verdict at the top of this file, and write below. Comments like this one are not read.
A recommendation is a heading with a few lines, of which all but the heading may be missing:

### Let only one process write to a run
type: blocking
priority: high
effort: 2-4 days
acceptance: a second process is refused

Why, in your own words.
-->`;

function describeReview(author: string, { verdict, insights, recommendations }: Review): string {
  const said = [
    ...insights,
    ...recommendations.map(({ id, type, title }) => `${title} (${type}, ${id})`),
  ];
  return [`### ${author}: ${verdict}`, quoted(said.map((line) => `- ${line}`).join("\n"))].join(
    "\n\n",
  );
}

const listed = (heading: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [heading, items.map((item) => `- ${item}`).join("\n")];

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}
