import { EventEmitter } from "node:events";

import { expect, test } from "vitest";

import { watchInterruption } from "../../src/cli/interruption.ts";
import { cliOf } from "../fakes/cli.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

function fakeHost() {
  const killed: string[] = [];
  const host = Object.assign(new EventEmitter(), {
    pid: 1,
    kill: (_pid: number, signal: string) => killed.push(signal) > 0,
  });
  return { host, killed };
}

test("the first signal asks to stop, the second ends the process", () => {
  const { host, killed } = fakeHost();
  const interruption = watchInterruption(host);
  expect(interruption.exitCode()).toBeUndefined();
  host.emit("SIGINT");
  expect(interruption.signal.reason).toMatchObject({ code: "CANCELLED" });
  expect(killed).toEqual([]);
  host.emit("SIGINT");
  expect(killed).toEqual(["SIGINT"]);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s is exit code %i, whatever comes after it", (signal, exitCode) => {
  const { host } = fakeHost();
  const interruption = watchInterruption(host);
  host.emit(signal);
  host.emit("SIGINT");
  host.emit("SIGTERM");
  expect(interruption.exitCode()).toBe(exitCode);
});

test("an interrupted run is saved, and the command that resumes it is printed", async () => {
  const { host } = fakeHost();
  const interruption = watchInterruption(host);
  const owner = scriptedPersona(registration("product-owner"), [
    async ({ signal }) => {
      setImmediate(() => host.emit("SIGINT"));
      return await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    },
    review("product-owner"),
  ]);
  const { run } = cliOf([owner]);
  const stopped = await run(["create", "An epic"], { signal: interruption.signal });
  expect(stopped).toMatchObject({ exitCode: 130, out: "" });
  expect(stopped.err).toMatch(/\nerror: Interrupted by SIGINT\nhint: epic resume cp-\d+\n$/);
  expect(stopped.err).not.toContain("attempt");
  expect(await run(["resume", "latest"])).toMatchObject({ exitCode: 0 });
});
