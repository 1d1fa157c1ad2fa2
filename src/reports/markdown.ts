import type { EpicResponse } from "../schema/epic.ts";
import { blockersSection, personaSections } from "./markdown-advice.ts";
import { costSection, durationSection } from "./markdown-costs.ts";
import { gapsSection, glance, panelTable, warningsSection } from "./markdown-glance.ts";
import { linksOf } from "./markdown-links.ts";
import { conflictsSection, questionsSection, risksSection } from "./markdown-open.ts";
import { provenanceSection } from "./markdown-provenance.ts";
import { roadmapSection } from "./markdown-roadmap.ts";
import { blockQuote, section } from "./markdown-text.ts";

const SECTIONS = [
  "Blockers",
  "Gaps",
  "Warnings",
  "Open questions",
  "Conflicts",
  "Personas",
  "Roadmap",
  "Cost",
  "Duration",
  "Risks",
  "Description",
  "Provenance",
] as const;

/**
 * The epic as a document to paste into a wiki: GitHub-flavoured Markdown without a line of HTML.
 * Whatever comes from the description or from a reviewer shows as the words it is made of.
 */
export function renderMarkdown(response: EpicResponse): string {
  const { epic } = response;
  const links = linksOf(epic, SECTIONS);
  const blocks = [
    glance(response),
    blockersSection(epic, links),
    questionsSection(epic),
    conflictsSection(epic, links),
    gapsSection(response),
    warningsSection(response),
    section("Personas", panelTable(response)),
    personaSections(epic, links),
    roadmapSection(epic, links),
    costSection(epic, links),
    durationSection(epic, links),
    risksSection(epic, links),
    section("Description", blockQuote(epic.description)),
    provenanceSection(response),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}
