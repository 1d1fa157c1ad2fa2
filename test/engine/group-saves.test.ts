import { expect, test } from "vitest";

import { groupSaves } from "../../src/engine/group-saves.ts";
import { record } from "../contracts/records.ts";

const step = (sequence: number) => record({ sequence });

/** Saves that end when they are told to, and what was saved by each. */
function slowStore() {
  const calls: { sequences: number[]; end: (error?: Error) => void }[] = [];
  let lost = 0;
  const saves = groupSaves(
    (records) =>
      new Promise((resolve, reject) => {
        calls.push({
          sequences: records.map(({ checkpoint }) => checkpoint.sequence),
          end: (error) => (error ? reject(error) : resolve()),
        });
      }),
    () => (lost += 1),
  );
  return { calls, saves, lost: () => lost };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

test("what is added before the event loop turns is saved together, later ones after it", async () => {
  const { calls, saves } = slowStore();
  const first = Promise.all([saves.add(step(1)), saves.add(step(2))]);
  await turn();
  const third = saves.add(step(3));
  await turn();
  expect(calls.map(({ sequences }) => sequences)).toEqual([[1, 2]]);
  calls[0]?.end();
  await first;
  await turn();
  expect(calls.map(({ sequences }) => sequences)).toEqual([[1, 2], [3]]);
  calls[1]?.end();
  await third;
  await saves.settled();
});

test("what is added while a save fails is lost with it, and what comes then is saved", async () => {
  const { calls, saves, lost } = slowStore();
  const first = saves.add(step(1));
  await turn();
  const second = saves.add(step(2));
  calls[0]?.end(new Error("full"));
  await expect(first).rejects.toThrow("full");
  await expect(second).rejects.toThrow("full");
  await saves.settled();
  expect(lost()).toBe(1);
  const again = saves.add(step(1));
  await turn();
  calls[1]?.end();
  await again;
  expect(calls.map(({ sequences }) => sequences)).toEqual([[1], [1]]);
});

test("nothing is under way where nothing was added, nor once a save has failed", async () => {
  const { calls, saves } = slowStore();
  await saves.settled();
  const only = saves.add(step(1)).catch(() => "lost");
  await turn();
  const settled = saves.settled();
  calls[0]?.end(new Error("full"));
  await settled;
  expect(await only).toBe("lost");
});
