import type { Facet, FacetSign } from "../../schema/facet.ts";
import { loadData } from "./load-data.ts";

/** By what the facets of a description are found. */
export function loadFacetSigns(): readonly FacetSign[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what the build wrote
  return loadData("facets", "index.json") as readonly FacetSign[];
}

/** What is said of a facet. `id` is one of the signs. */
export function loadFacet(id: string): Facet {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what the build wrote
  return loadData("facets", `${id}.json`) as Facet;
}
