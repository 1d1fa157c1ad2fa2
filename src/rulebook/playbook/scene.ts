import type { Playbook, Presuppositions } from "../../schema/playbook.ts";
import type { Reading } from "../reading.ts";
import type { Shown } from "./items.ts";
import { type LikenessIndex, likenessOf } from "./likeness.ts";
import { openPage, type Page } from "./page.ts";
import { LEAST_LIKE, type Recognition, recogniseKinds } from "./recognise.ts";
import { scopeSentences } from "./scope.ts";
import { chooseWords, type Wording } from "./wording.ts";

/** What of the playbooks is looked at for every description. */
export interface KindIndex {
  readonly likeness: LikenessIndex;
  readonly presuppositions: Presuppositions;
}

/** A kind that the description is of, in the description's own words. */
export interface SceneKind {
  readonly playbook: Playbook;
  readonly recognition: Recognition;
  readonly wording: Wording;
}

/** What is being built, as far as it is of a kind that is known. */
export interface Scene {
  readonly reading: Reading;
  readonly page: Page;
  /** Surest first; none where nothing is sure. */
  readonly kinds: readonly SceneKind[];
  readonly shown: Shown;
}

/** `read` is what the signals show. `loadPlaybook` is asked for the few kinds that it may be of. */
export function openScene(
  read: Reading,
  index: KindIndex,
  loadPlaybook: (id: string) => Playbook,
): Scene {
  const page = openPage(scopeSentences(read.sentences));
  const like = likenessOf(page.sentences, index.likeness);
  const alike = [...like].flatMap(([id, likeness]) => (likeness < LEAST_LIKE ? [] : [id]));
  const playbooks = alike.map(loadPlaybook);
  const kinds = recogniseKinds(playbooks, page, (id) => like.get(id) ?? 0).flatMap((recognition) =>
    playbooks
      .filter(({ id }) => id === recognition.id)
      .map((playbook) => ({ playbook, recognition, wording: chooseWords(playbook, page) })),
  );
  const reading = { ...read, kinds: kinds.map(({ playbook }) => playbook.id) };
  const shown: Shown = (presupposition) => {
    const { signals, terms } = index.presuppositions[presupposition];
    return signals.some((id) => reading.present.has(id)) || page.find(terms).length > 0;
  };
  return { reading, page, kinds, shown };
}
