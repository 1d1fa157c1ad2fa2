import { EpicError } from "./errors.ts";
import { ticketPath } from "./ticket-path.ts";

interface Place {
  readonly key: string;
  readonly team?: string;
}

export function alreadyExists(place: Place): EpicError {
  const message = `The ticket ${place.key} already exists in ${ticketPath(place)}`;
  return new EpicError("INVALID_INPUT", message, {
    hint: `look at it with workflow show ${place.key}, or replace its documents with --force`,
  });
}

/** One key in two places would make every later command ask which of them is meant. */
export function usedElsewhere(place: Place): EpicError {
  const message = `The ticket ${place.key} already exists in ${ticketPath(place)}`;
  const team = place.team === undefined ? "without --team" : `with --team ${place.team}`;
  return new EpicError("INVALID_INPUT", message, {
    hint: `a key is used once: work on it there (${team}), or choose another key`,
  });
}

/** The folder that the ticket would get holds the tickets of a team. */
export function placeOfTeam(place: Place): EpicError {
  const message = `${place.key} is a team: ${ticketPath(place)} holds its tickets`;
  return new EpicError("INVALID_INPUT", message, {
    hint: `choose another key, or open a ticket of the team with --team ${place.key}`,
  });
}

/** The folder that the team would have is a ticket. */
export function teamIsTicket(team: string): EpicError {
  const message = `${team} is a ticket and cannot be a team: ${ticketPath({ key: team })}`;
  return new EpicError("INVALID_INPUT", message, { hint: "choose another name for the team" });
}

export function noSuchTicket(key: string, hint?: string): EpicError {
  return new EpicError("NOT_FOUND", `There is no ticket ${key} in this project`, {
    hint: hint ?? `see workflow list, or open it with workflow init ${key}`,
  });
}

export function changedMeanwhile(path: string): EpicError {
  return new EpicError("STORAGE_ERROR", `${path} was changed by somebody else meanwhile`, {
    hint: "nothing was written; look at it and run the command again",
  });
}
