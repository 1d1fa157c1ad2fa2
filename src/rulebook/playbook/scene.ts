import type { Facet, FacetSign } from "../../schema/facet.ts";
import type { Playbook, Presuppositions } from "../../schema/playbook.ts";
import { type FacetFound, findFacets } from "../facets/find.ts";
import type { Reading } from "../reading.ts";
import type { Shown } from "./items.ts";
import { type LikenessIndex, likenessOf } from "./likeness.ts";
import { isManySentences, openPage, type Page } from "./page.ts";
import { LEAST_LIKE, type Recognition, recogniseKinds } from "./recognise.ts";
import { type ScopedSentence, scopeSentences } from "./scope.ts";
import { chooseWords, type Wording } from "./wording.ts";

/** What is looked at for every description. */
export interface SceneIndex {
  readonly likeness: LikenessIndex;
  readonly facets: readonly FacetSign[];
  readonly presuppositions: Presuppositions;
}

/** Asked for the few that a description may be of, and for those that it shows. */
export interface SceneSource {
  readonly loadPlaybook: (id: string) => Playbook;
  readonly loadFacet: (id: string) => Facet;
}

/** A kind that the description is of, or a facet that it shows, in the description's own words. */
export interface SceneKind {
  readonly playbook: Pick<Playbook, "id" | "items" | "questions"> &
    Partial<Pick<Playbook, "genre">>;
  readonly recognition: Pick<Recognition, "titled" | "evidence">;
  readonly wording: Wording;
  /** Of a facet: where the conditions of its items must stand; of a kind they may anywhere. */
  readonly near?: ReadonlySet<ScopedSentence>;
}

/** What is being built, as far as it is of a kind that is known. */
export interface Scene {
  readonly reading: Reading;
  readonly page: Page;
  /** Surest first; none where nothing is sure. */
  readonly kinds: readonly SceneKind[];
  /** What else it shows that the kinds do not speak of; in a long text of a known genre its own items do. */
  readonly facets: readonly SceneKind[];
  readonly shown: Shown;
}

/** `read` is what the signals show. */
export function openScene(
  read: Reading,
  { likeness, facets: signs, presuppositions }: SceneIndex,
  source: SceneSource,
): Scene {
  const page = openPage(scopeSentences(read.sentences));
  const kinds = kindsOf(page, likeness, source);
  const ids = kinds.map(({ playbook }) => playbook.id);
  const muted = new Set(kinds.flatMap(({ playbook }) => playbook.mutes));
  const heard =
    isManySentences(page) && kinds.some(({ playbook }) => playbook.genre)
      ? []
      : signs.filter(({ id }) => !muted.has(id));
  const facets = findFacets(heard, page, ids)
    .filter(standsOutOn(page))
    .map(({ id, evidence }) => {
      const playbook = source.loadFacet(id);
      // The sentences that show it are all that it rests on, so it is as sure as a title.
      const recognition = { titled: true, evidence };
      const wording = chooseWords(playbook, page);
      return { playbook, recognition, wording, near: around(evidence, page) };
    });
  const settled = kinds.flatMap(({ playbook }) => playbook.settles);
  const reading = { ...read, kinds: ids, settled };
  const shown: Shown = (presupposition) => {
    const { signals, terms } = presuppositions[presupposition];
    return signals.some((id) => reading.present.has(id)) || page.find(terms).length > 0;
  };
  return { reading, page, kinds, facets, shown };
}

/**
 * A trait of what is built is spoken of again and again. A word that stands once in a long text is too
 * often one of another sense, or of what is there already: of what such words showed on unseen texts,
 * strangers found one in ten to the point.
 */
const standsOutOn =
  ({ sentences }: Page) =>
  ({ evidence }: FacetFound): boolean =>
    evidence.length >= Math.round(sentences.length * LEAST_SHARE);

const LEAST_SHARE = 0.2;

/** The title, and the sentences themselves with those beside them. */
function around(
  evidence: readonly ScopedSentence[],
  { sentences }: Page,
): ReadonlySet<ScopedSentence> {
  const places = evidence.map((sentence) => sentences.indexOf(sentence));
  const beside = sentences.filter((_, at) => places.some((place) => Math.abs(place - at) <= 1));
  return new Set([...sentences.slice(0, 1), ...beside]);
}

function kindsOf(
  page: Page,
  index: LikenessIndex,
  { loadPlaybook }: SceneSource,
): readonly (SceneKind & { readonly playbook: Playbook })[] {
  const alike = likenessOf(page.sentences, index)
    .filter(({ like }) => like >= LEAST_LIKE)
    .map(({ id, like }) => ({ playbook: loadPlaybook(id), like }));
  return recogniseKinds(alike, page).map(({ playbook, ...recognition }) => ({
    playbook,
    recognition,
    wording: chooseWords(playbook, page),
  }));
}
