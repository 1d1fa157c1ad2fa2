import type { Finding } from "../../core/check/finding.ts";
import type { WholeTicket } from "../read-all.ts";

/** What is wrong with the folders of tickets: records that cannot be read, and keys that are used twice. */
export function folderFindings(
  selected: readonly WholeTicket[],
  all: readonly WholeTicket[],
): readonly Finding[] {
  return selected.flatMap((entry) => {
    const { place, path } = entry;
    const twin = all.find((other) => other.place.key === place.key && other.path !== path);
    return [...unreadable(entry), ...(twin ? [duplicate(entry, twin)] : [])];
  });
}

function unreadable(entry: WholeTicket): readonly Finding[] {
  if (entry.kind === "ticket") return [];
  const { place, path, problem } = entry;
  const line = /README\.md: line (\d+) /.exec(problem)?.[1];
  return [
    {
      rule: "unreadable-ticket",
      level: "error",
      ticket: place.key,
      path: line === undefined ? path : `${path}/README.md`,
      ...(line !== undefined && { line: Number(line) }),
      message: problem,
      hint: "mend it by hand, or take the file back from Git",
    },
  ];
}

function duplicate({ place, path }: WholeTicket, twin: WholeTicket): Finding {
  return {
    rule: "duplicate-key",
    level: "error",
    ticket: place.key,
    path,
    message: `The ticket ${place.key} is there more than once: ${path} and ${twin.path}`,
    hint: "rename or remove one of the folders",
  };
}
