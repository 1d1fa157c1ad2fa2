import type { Plugin } from "../ports/plugin.ts";
import type { EpicResponse } from "../schema/epic.ts";

/** An epic says who had a hand in it, and who failed to. */
export function signed(
  response: EpicResponse,
  plugins: readonly Plugin[],
  faults: readonly string[],
): EpicResponse {
  const used = plugins.map(({ name, version, code }) => ({ name, version, code }));
  const { epic } = response;
  return {
    ...response,
    epic: {
      ...epic,
      metadata: { ...epic.metadata, plugins: used },
      warnings: [...epic.warnings, ...faults],
    },
  };
}
