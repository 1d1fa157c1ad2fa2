import { getEventListeners } from "node:events";

import { afterEach, expect, test } from "vitest";

import type { Plugin } from "../../src/ports/plugin.ts";

/** Opens a plugin whose hooks are given as the source text of an object. */
export type OpenPlugin = (hooks: string) => Promise<Plugin>;

const never = () => new AbortController().signal;

/** What every Plugin must do, wherever its code runs. */
export function pluginContract(open: OpenPlugin): void {
  let plugin: Plugin | undefined;
  const opened = async (hooks: string) => (plugin = await open(hooks));
  afterEach(() => plugin?.close());

  test("it says who it is and which hooks it has", async () => {
    const { name, version, hooks, code, fingerprint } = await opened(
      "{ notify() {}, onError() {} }",
    );
    expect({ name, version, hooks }).toEqual({
      name: "tried",
      version: "1.0.0",
      hooks: new Set(["notify", "onError"]),
    });
    expect([code, fingerprint]).toEqual([expect.stringMatching(/^\w{64}$/), expect.any(String)]);
  });

  test("a call answers with what the hook returned, given what it was called with", async () => {
    const { call } = await opened("{ afterPersona: async (...values) => ({ values }) }");
    expect(await call("afterPersona", ["architect", { a: [1] }], never())).toEqual({
      values: ["architect", { a: [1] }],
    });
  });

  test("what a hook does to what it was given, nobody else sees", async () => {
    const { call } = await opened("{ notify(epic) { epic.title = 'mine'; } }");
    const epic = { title: "ours" };
    expect(await call("notify", [epic], never())).toBeUndefined();
    expect(epic).toEqual({ title: "ours" });
  });

  test.each([
    ["new Error('no disk')", { code: "PLUGIN_FAILED", message: "no disk" }],
    ["'only words'", { code: "PLUGIN_FAILED", message: "only words" }],
    ["{}", { code: "PLUGIN_FAILED", message: "it threw without a reason" }],
    [
      "Object.assign(new Error('no'), { code: 'NOT_ALLOWED', hint: 'ask Ann' })",
      { code: "NOT_ALLOWED", message: "no", hint: "ask Ann" },
    ],
    ["Object.assign(new Error('no'), { code: 'SYSTEM_ERROR' })", { code: "PLUGIN_FAILED" }],
  ])(
    "where it throws %s, the call throws that, and the next one is served",
    async (thrown, error) => {
      const { call } = await opened(
        `{ notify(fail) { if (fail) throw ${thrown}; return "fine"; } }`,
      );
      await expect(call("notify", [true], never())).rejects.toMatchObject(error);
      expect(await call("notify", [false], never())).toBe("fine");
    },
  );

  test("calls wait for one another", async () => {
    const { call } = await opened(`{
      async notify(ms) {
        this.busy = (this.busy ?? 0) + 1;
        await new Promise((done) => setTimeout(done, ms));
        this.busy -= 1;
        return this.busy;
      },
    }`);
    const calls = [20, 1, 1].map((ms) => call("notify", [ms], never()));
    expect(await Promise.all(calls)).toEqual([0, 0, 0]);
  });

  test("a call that is done listens to its signal no longer", async () => {
    const { call } = await opened("{ notify(fail) { if (fail) throw new Error('no disk'); } }");
    const { signal } = new AbortController();
    await call("notify", [false], signal);
    await call("notify", [true], signal).catch(() => {});
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("who gives up does not wait", async () => {
    const { call } = await opened(
      "{ notify: () => new Promise(() => setTimeout(() => {}, 60_000)) }",
    );
    const user = new AbortController();
    const called = call("notify", [], user.signal);
    setTimeout(() => user.abort(new Error("enough")), 20);
    await expect(called).rejects.toThrow("enough");
    await expect(call("notify", [], user.signal)).rejects.toThrow("enough");
  });
}
