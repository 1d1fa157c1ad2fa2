import { type EpicResponse, type PersonaAdapter, type StateStore, openApp } from "epic-creator";

/** Never run: it has to compile against the published types, libraries and all. */
export async function review(description: string): Promise<EpicResponse["summary"]> {
  await using app = await openApp({ cwd: "/", env: {}, access: "write" });
  const response = await app.coordinator.execute({
    schemaVersion: "2.0",
    description,
    mode: "mvp",
    enforceDevops: false,
    options: { cache: "on", excludePersonas: [], customPersonas: {} },
    metadata: {},
  });
  return response.summary;
}

export type Ports = readonly [PersonaAdapter, StateStore];
