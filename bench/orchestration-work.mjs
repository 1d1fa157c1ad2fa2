// One measurement in a process of its own; bench/orchestration.mjs says which.
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { median } from "./figures.mjs";
import { openFloor } from "./floor.mjs";
import { scriptedReview } from "./scripted-review.mjs";
import { openSubject } from "./subject.mjs";

const WARM_UP = 10;
const THOUSAND = 1000;

const { task, folder, rounds } = JSON.parse(process.argv[2]);
const TASKS = { compare, grow, reopen, crowd };
process.stdout.write(JSON.stringify(await TASKS[task]()));

/** A run and its floor. */
async function compare() {
  const { floor, ours } = await inTurns(WARM_UP, {
    floor: openFloor(place("floor"), 6, reviewer(6)),
    ours: await openSubject(place("ours"), 6, reviewer(6)),
  });
  return { floor, ours };
}

/** Runs of more and more steps, each beside its floor. */
async function grow() {
  const sizes = [6, 24, 96];
  const subjects = await Promise.all(
    sizes.map(async (steps) => [
      [steps, await openSubject(place(steps), steps, reviewer(steps))],
      [`floor-${steps}`, openFloor(place(`floor-${steps}`), steps, reviewer(steps))],
    ]),
  );
  const samples = await inTurns(WARM_UP, Object.fromEntries(subjects.flat()));
  return sizes.map((steps) => ({
    size: steps,
    ms: samples[steps].ms,
    floorMs: samples[`floor-${steps}`].ms,
    bytes: bytesIn(join(folder, String(steps))) / (WARM_UP + rounds),
  }));
}

/** Fifty runs at once, in one process and one file, and the same fifty one after the other. */
async function crowd() {
  const [many, single] = await Promise.all(
    ["many", "single"].map((name) => openSubject(place(name), 6, reviewer(6))),
  );
  const fifty = Array.from({ length: 50 });
  const samples = await inTurns(1, {
    atOnce: { run: () => Promise.all(fifty.map(() => many.run())), close: () => many.close() },
    inTurn: {
      run: async () => {
        for (const _ of fifty) await single.run();
      },
      close: () => single.close(),
    },
  });
  return { atOnce: samples.atOnce.ms, inTurn: samples.inTurn.ms };
}

/** Looking at a run, and finishing an interrupted one, in a file with one run and with a thousand. */
async function reopen() {
  const places = { one: place("one"), many: place("many") };
  const review = reviewer(6);
  const writer = await openSubject(places.many, 6, review);
  for (let run = 0; run < THOUSAND; run++) await writer.run();
  await writer.close();
  const bytes = bytesIn(places.many);

  const names = Object.keys(places);
  const open = (name, answer = review) => openSubject(places[name], 6, answer);
  const failing = (name) => (name === "persona-3" ? fail("interrupted on purpose") : review(name));
  const samples = Object.fromEntries(names.map((name) => [name, { status: [], resume: [] }]));
  for (let round = 0; round < WARM_UP + rounds; round++) {
    for (const name of names) {
      await use(open(name, failing), (subject) => refused(subject.run()));
      const status = await measured(() => use(open(name), (subject) => subject.status("latest")));
      const resume = await measured(() => use(open(name), (subject) => subject.resume("latest")));
      if (round < WARM_UP) continue;
      samples[name].status.push(status.ms);
      samples[name].resume.push(resume.ms);
    }
  }
  const figures = names.map((name) => {
    const { status, resume } = samples[name];
    return [name, { status: median(status), resume: median(resume) }];
  });
  return { ...Object.fromEntries(figures), bytes };
}

/** Median milliseconds and CPU of each: in turns, so that a slow moment of the machine meets all. */
async function inTurns(warmUp, subjects) {
  const entries = Object.entries(subjects);
  const samples = new Map(entries.map(([name]) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [name, subject] of entries) {
      const sample = await measured(() => subject.run());
      if (round >= warmUp) samples.get(name).push(sample);
    }
  }
  for (const [, subject] of entries) await subject.close();
  const medians = entries.map(([name]) => {
    const all = samples.get(name);
    return [
      name,
      { ms: median(all.map(({ ms }) => ms)), cpuMs: median(all.map((one) => one.cpuMs)) },
    ];
  });
  return Object.fromEntries(medians);
}

async function use(opening, work) {
  const subject = await opening;
  await work(subject);
  await subject.close();
}

async function refused(run) {
  const outcome = await run.then(
    () => "finished",
    () => "failed",
  );
  if (outcome === "finished") fail("the run was not interrupted");
}

function fail(message) {
  throw new Error(message);
}

async function measured(work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}

/** Answers made beforehand: thinking of one is no part of what is measured. */
function reviewer(steps) {
  const prepared = Array.from({ length: (WARM_UP + rounds) * steps }, (_, at) =>
    scriptedReview(`persona-${at % steps}`, at + 1),
  );
  let asked = 0;
  return (name) => prepared[asked++] ?? scriptedReview(name, asked);
}

function place(name) {
  const path = join(folder, String(name));
  mkdirSync(path);
  return path;
}

function bytesIn(path) {
  return readdirSync(path).reduce((sum, file) => sum + statSync(join(path, file)).size, 0);
}
