import { questionsInOrder, risksInOrder, type Epic } from "./epic-order.ts";
import type { Links } from "./markdown-links.ts";
import { bullets, inline, section, table } from "./markdown-text.ts";
import { personaTitle, personaWords } from "./words.ts";

/** What the description leaves open, what blocks the estimate first. */
export function questionsSection(epic: Epic): string {
  const items = questionsInOrder(epic).map(({ text, askedBy, blocksEstimate, assumption }) => {
    const asked = `Asked by the ${personaWords(askedBy)}${blocksEstimate ? "; blocks the estimate" : ""}.`;
    const assumed = assumption === "" ? "" : `Assumed until answered: ${inline(assumption)}`;
    return [inline(text), asked, assumed].filter(Boolean).join("  \n  ");
  });
  return section("Open questions", bullets(items));
}

export function risksSection(epic: Epic, links: Links): string {
  const rows = risksInOrder(epic).map((risk) => [
    String(risk.score),
    risk.level,
    inline(risk.text),
    String(risk.likelihood),
    String(risk.impact),
    personaTitle(risk.owner),
    links.all(risk.mitigatedBy) || "nothing yet",
  ]);
  return section(
    "Risks",
    table(
      [
        { title: "Score", align: "right" },
        { title: "Level" },
        { title: "Risk" },
        { title: "Likelihood (1-5)", align: "right" },
        { title: "Impact (1-5)", align: "right" },
        { title: "Owner" },
        { title: "Mitigated by" },
      ],
      rows,
    ),
  );
}

/** Pairs of recommendations that cannot both be followed as written. */
export function conflictsSection(epic: Epic, links: Links): string {
  const items = epic.conflicts.map(({ between, personas, resolution, decider }) => {
    const [first, second] = between.map(links.to);
    const [one, other] = personas.map(personaWords);
    return [
      `${first} (${one}) against ${second} (${other})`,
      inline(resolution),
      `Decided by the ${personaWords(decider)}.`,
    ]
      .filter(Boolean)
      .join("  \n  ");
  });
  return section("Conflicts", bullets(items));
}
