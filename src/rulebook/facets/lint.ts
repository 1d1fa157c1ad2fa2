import type { Facet } from "../../schema/facet.ts";
import type { Playbook } from "../../schema/playbook.ts";
import { lintAdvice, pageOf, repeated, start } from "../playbook/lint.ts";
import { findFacets } from "./find.ts";

/** Faults of the facets, each with the id where it lies and what to do; none when all is well. */
export function lintFacets(
  facets: readonly Facet[],
  playbooks: readonly Playbook[],
  citations: ReadonlySet<string>,
): readonly string[] {
  const kinds = new Set(playbooks.map(({ id }) => id));
  const known = new Set(facets.map(({ id }) => id));
  const titles = [...playbooks, ...facets].flatMap(({ items }) => items.map(({ title }) => title));
  return [
    ...repeated([...kinds, ...facets.map(({ id }) => id)]).map(
      (id) => `facet ${id}: its id is used twice`,
    ),
    ...repeated(titles).map((title) => `"${title}": two items have this title`),
    ...playbooks.flatMap(({ id, mutes }) =>
      mutes.filter((facet) => !known.has(facet)).map((facet) => `${id}: mutes ${facet}, no facet`),
    ),
    ...facets.flatMap((facet) => [
      ...lintAdvice(facet, citations),
      ...facet.covered
        .filter((kind) => !kinds.has(kind))
        .map((kind) => `${facet.id}: is covered by ${kind}, which is no playbook`),
      ...lintExamples(facet),
    ]),
  ];
}

function lintExamples(facet: Facet): readonly string[] {
  const { id, hit, miss } = facet;
  const shows = (text: string) => findFacets([facet], pageOf(text), []).length > 0;
  return [
    ...hit
      .filter((text) => !shows(text))
      .map((text) => `${id}: is not shown in its hit ${start(text)}`),
    ...miss.filter(shows).map((text) => `${id}: is shown in its miss ${start(text)}`),
  ];
}
