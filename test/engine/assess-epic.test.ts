import { expect, test } from "vitest";

import { memoryCache } from "../../src/adapters/memory/cache.ts";
import { memoryMedium } from "../../src/adapters/memory/medium.ts";
import { assessEpic } from "../../src/engine/assess-epic.ts";
import type { CachePolicy } from "../../src/schema/request.ts";
import { assessment } from "../fakes/assessment.ts";
import { fakeClock } from "../fakes/clock.ts";
import { request, settings } from "../fakes/coordinator.ts";

const never = new AbortController().signal;

/** How often an epic was assessed that was asked for with one policy after the other. */
async function assessedWith(...policies: readonly CachePolicy[]): Promise<number> {
  let times = 0;
  const parts = {
    cache: memoryCache(memoryMedium()),
    clock: fakeClock(),
    settings,
    assess: () => {
      times += 1;
      return assessment();
    },
    rulebookVersion: "1",
  };
  for (const cache of policies) {
    const { options, ...rest } = request();
    expect(await assessEpic({ ...rest, options: { ...options, cache } }, [], parts, never)).toEqual(
      assessment(),
    );
  }
  return times;
}

test.each<[readonly CachePolicy[], number]>([
  [["on", "on"], 1],
  [["write", "only"], 1],
  [["on", "write"], 2],
  [["read", "read"], 2],
  [["on", "off"], 2],
])("with the cache %j, an epic is assessed %i times", async (policies, times) => {
  expect(await assessedWith(...policies)).toBe(times);
});
