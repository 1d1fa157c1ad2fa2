import { comparePlaces, TEMPLATES_FOLDER, ticketPath } from "../../core/ticket-path.ts";
import {
  alreadyExists,
  changedMeanwhile,
  noSuchTicket,
  placeOfTeam,
  teamIsTicket,
} from "../../core/ticket-refusals.ts";
import type { Documents, TicketFiles, TicketPlace } from "../../ports/ticket-files.ts";
import type { TicketFile } from "../../schema/ticket.ts";

export interface MemoryTickets {
  /** The project's own. */
  readonly templates?: Partial<Record<TicketFile, string>>;
  readonly shipped: Readonly<Record<TicketFile, string>>;
}

/** Tickets that live as long as the process. */
export function memoryTicketFiles({ templates = {}, shipped }: MemoryTickets): TicketFiles {
  const folders = new Map<string, { readonly place: TicketPlace; readonly documents: Documents }>();
  return {
    async list() {
      return [...folders.values()]
        .toSorted((a, b) => comparePlaces(a.place, b.place))
        .map(({ place, documents }) => {
          const readme = documents["README.md"];
          return readme === undefined
            ? { kind: "broken", place, problem: "has no README.md" }
            : { kind: "ticket", place, readme };
        });
    },
    async read(place) {
      const folder = folders.get(ticketPath(place));
      if (!folder) throw noSuchTicket(place.key);
      return folder.documents;
    },
    async write(place, documents, { replace }) {
      const path = ticketPath(place);
      const before = folders.get(path)?.documents ?? {};
      if (place.team !== undefined && folders.has(ticketPath({ key: place.team }))) {
        throw teamIsTicket(place.team);
      }
      if ([...folders.values()].some((other) => other.place.team === place.key)) {
        throw placeOfTeam(place);
      }
      if (folders.has(path) && !replace) throw alreadyExists(place);
      folders.set(path, { place, documents: { ...before, ...documents } });
      const names = Object.keys(before);
      return {
        replaced: names.filter((name) => Object.hasOwn(documents, name)),
        kept: names.filter((name) => !Object.hasOwn(documents, name)),
      };
    },
    async update(place, file, { before, after }) {
      const path = ticketPath(place);
      const documents = folders.get(path)?.documents;
      if (documents?.[file] === undefined) throw noSuchTicket(place.key);
      if (documents[file] !== before) throw changedMeanwhile(`${path}/${file}`);
      folders.set(path, { place, documents: { ...documents, [file]: after } });
    },
    async template(file) {
      const own = templates[file];
      return own === undefined
        ? { origin: `templates/${file}`, text: shipped[file] }
        : { origin: `${TEMPLATES_FOLDER}/${file}`, text: own };
    },
  };
}
