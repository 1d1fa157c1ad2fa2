import type { PersonaDetail, PersonaOverview } from "../app/personas.ts";
import { type Entry, type EntryView, renderEntry } from "../reports/entry.ts";
import { renderTable, type TableView } from "../reports/tables.ts";

export function renderPersonas(personas: readonly PersonaOverview[], view: TableView): string {
  return renderTable(
    personas.map(({ reviewOrder, name, required, modes, timeout, rules, provider, origin }) => [
      String(reviewOrder),
      name,
      required ? "yes" : "no",
      modes.join(", "),
      `${timeout} s`,
      String(rules),
      provider,
      origin,
    ]),
    [
      { title: "ORDER", align: "right" },
      { title: "PERSONA" },
      { title: "REQUIRED", titled: true },
      { title: "MODES", flexible: true },
      { title: "TIMEOUT", align: "right" },
      { title: "RULES", align: "right" },
      { title: "PROVIDER" },
      { title: "ORIGIN" },
    ],
    view,
  );
}

const INDENT = 12;

export function renderPersona(persona: PersonaDetail, view: EntryView): string {
  const { registration, provider, fallback } = persona;
  const {
    focusAreas,
    mustAddress,
    dependencies,
    voice,
    prompt = "",
    agentPath = "",
  } = registration;
  const entries: readonly Entry[] = [
    { text: `${persona.title} (${persona.name} ${persona.version})`, indent: 0 },
    ...facts([
      ["From", persona.origin],
      ["Order", `${persona.reviewOrder}${persona.required ? ", required" : ""}`],
      ["After", dependencies.join(", ")],
      ["Modes", persona.modes.join(", ")],
      ["Time", `${persona.timeout} s`],
      ["Answered by", [provider, ...fallback].join(", else ")],
      ["Agent", agentPath],
      ["Rules", String(persona.rules)],
      ["Voice", voice],
      ["Prompt", prompt],
    ]),
    ...listed(
      "Looks at",
      focusAreas.map(({ title, asks }) => `${title}: ${asks}`),
    ),
    ...persona.modes.flatMap((mode) =>
      listed(
        `Must address in ${mode} mode`,
        mustAddress[mode].map(({ topic }) => topic),
      ),
    ),
  ];
  return entries
    .flatMap((entry) => renderEntry({ maxLines: 6, ...entry }, view))
    .join("\n")
    .concat("\n");
}

function facts(pairs: readonly (readonly [label: string, text: string])[]): readonly Entry[] {
  return pairs
    .filter(([, text]) => text !== "")
    .map(([label, text]) => ({ label, text, indent: INDENT }));
}

function listed(heading: string, items: readonly string[]): readonly Entry[] {
  if (items.length === 0) return [];
  return [
    { text: heading, indent: 0 },
    ...items.map((text) => ({ label: "  -", text, indent: 4 })),
  ];
}
