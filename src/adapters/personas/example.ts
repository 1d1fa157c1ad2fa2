/** A persona as a user would begin one: it is complete, reviews at once, and says how to go on. */
export function personaExample(name: string): string {
  const title = name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
  return `# A persona of this project. It takes part in every review from now on:
#   epic create "Members pay late fees online"
#   epic personas check ${name}
name: ${name}
version: 1.0.0
title: ${title}
# How it thinks, in a sentence or two. Models, agents and people are told.
voice: Asks what others take for granted, and says how one would know.
# Its place in the sequence; those that ship have 1 to 6. It sees what those before it said.
reviewOrder: 7
# When a required persona fails, the run stops; an optional one leaves a marked gap.
required: false
# dependencies: [architect]
# supportedModes: [standard, enterprise]
# timeout: 120

# Who answers. Without this the rulebook does, by the rules below. Instead of it:
#   provider: claude                  # the command line of a coding agent: claude, codex or gemini
#   provider: human                   # a person: epic answer takes what they write
#   provider: reviewer                # one of your own, below providers in .ai/config.yml
#   agentPath: ./${name}.mjs${" ".repeat(Math.max(1, 17 - name.length))}# a program beside this file: JSON in, JSON out
# fallback: [rulebook]                # who answers where that one fails

focusAreas:
  - id: assumptions
    title: Assumptions
    asks: What has to be true for this to work, and who has checked it

# What it must not leave out, by mode; the rules named speak to it.
mustAddress:
  standard:
    - topic: The riskiest assumption
      rules: [${name}-riskiest-assumption]

# What the rulebook says for it. \`when\` may also be { any: [cap.money, int.payments] }:
# docs/knowledge.md has the words.
rules:
  - id: ${name}-riskiest-assumption
    focus: assumptions
    when: { always: true }
    title: Name the riskiest assumption and test it before the rest is built
    type: suggested
    priority: medium
    effort: { mvp: [0.5, 1], standard: [1, 2], enterprise: [1, 3] }
    rationale: What nobody has checked is found wrong when it is most expensive to change.
    acceptance: The assumption is written down with a test, its result and a date.
    references: []
`;
}
