import type { SearchSource, SearchText } from "../ports/text-search.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { App } from "./open-app.ts";

/** The epics that were finished in a project; each is opened only where its words are not known yet. */
export async function readEpicSources(
  app: Pick<App, "store" | "coordinator">,
): Promise<readonly SearchSource[]> {
  const runs = await app.store.list({ status: "completed" });
  return runs.map(({ taskId, epicId, updatedAt }) => ({
    id: epicId,
    hash: `${taskId} ${updatedAt}`,
    read: async () => textOf(await app.coordinator.getEpic(taskId)),
  }));
}

function textOf({ epic }: EpicResponse): SearchText {
  const advice = epic.personas.flatMap(({ recommendations, insights }) => [
    ...recommendations.map(({ title, acceptance }) => `${title}. ${acceptance}`),
    ...insights,
  ]);
  return { title: `epic ${epic.title}`, text: [epic.description, ...advice].join("\n") };
}
