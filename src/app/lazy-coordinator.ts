import type { Coordinator } from "../engine/coordinator.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { OpenCoordinator } from "./open-coordinator.ts";

/** Looking at a run needs neither the engine nor the rulebook, which take longest to load. */
export function lazyCoordinator(
  store: StateStore,
  open: () => Promise<OpenCoordinator>,
  complete: (request: EpicRequest) => Promise<EpicRequest>,
): Coordinator & AsyncDisposable {
  let opened: Promise<OpenCoordinator> | undefined;
  const engine = () => (opened ??= open());
  const status: Coordinator["getStatus"] = async (reference) => {
    const { loadRun } = await import("../engine/load-run.ts");
    return await loadRun(store, reference);
  };
  return {
    execute: async (request, ...rest) =>
      await (await engine()).execute(await complete(request), ...rest),
    resume: async (...of) => await (await engine()).resume(...of),
    answer: async (...of) => await (await engine()).answer(...of),
    reopen: async (...of) => await (await engine()).reopen(...of),
    fork: async (...of) => await (await engine()).fork(...of),
    estimate: async (request) => await (await engine()).estimate(await complete(request)),
    getStatus: status,
    getEpic: async (reference) => {
      const { loadEpicOf } = await import("../engine/load-run.ts");
      return await loadEpicOf(store, reference);
    },
    [Symbol.asyncDispose]: async () => {
      // Whoever asked for it has been told why it did not open.
      const found = await opened?.catch(() => undefined);
      found?.[Symbol.dispose]();
    },
  };
}
