import type { Epic } from "./epic-order.ts";
import type { Links } from "./markdown-links.ts";
import { bullets, inline, nested, section, table } from "./markdown-text.ts";
import { roadmapChart } from "./mermaid.ts";
import { grouped, range } from "./words.ts";

export function roadmapSection({ implementationRoadmap: phases }: Epic, links: Links): string {
  return section(
    "Roadmap",
    roadmapChart(phases),
    table(
      [
        { title: "Phase" },
        { title: "Working days", align: "right" },
        { title: "Person-days", align: "right" },
        { title: "Done when" },
      ],
      phases.map(({ title, startDay, endDay, effort, exit }, index) => [
        `${index + 1}. ${inline(title)}`,
        range(Math.round(startDay), Math.round(endDay)),
        grouped(effort.expected),
        inline(exit),
      ]),
    ),
    bullets(
      phases.map(({ title, recommendations }) =>
        nested(inline(title) || "Phase", recommendations.map(links.to)),
      ),
    ),
  );
}
