import { posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { findPackageRoot } from "../adapters/files/package-root.ts";
import { findTicketsRoot } from "../adapters/files/places.ts";
import { openTextSearch } from "../adapters/sqlite/text-search.ts";
import { openTicketFiles } from "../adapters/ticket-files/ticket-files.ts";
import type { Lesson } from "../schema/request.ts";
import { recallLessons } from "../tickets/recall-lessons.ts";

/** What the finished tickets of a project teach about something like this. */
export async function recallFrom(description: string, project: string): Promise<readonly Lesson[]> {
  const root = findTicketsRoot(project);
  const packageRoot = findPackageRoot(fileURLToPath(import.meta.url));
  const files = openTicketFiles({ root, packageRoot });
  // Few tickets are done, and this is not asked often: an index in memory is made quickly enough.
  using search = openTextSearch(":memory:");
  const lessons = await recallLessons(description, { files, search });
  const apart = relative(project, root).replaceAll(sep, "/");
  return lessons.map((lesson) =>
    Object.assign({}, lesson, { source: posix.join(apart, lesson.source) }),
  );
}
