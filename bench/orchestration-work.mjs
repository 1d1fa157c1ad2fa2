// One measurement in a process of its own; bench/orchestration.mjs says which.
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { median } from "./figures.mjs";
import { openFloor } from "./floor.mjs";
import { scriptedReview } from "./scripted-review.mjs";
import { openSubject } from "./subject.mjs";

const WARM_UP = 10;
const ROUNDS = 9;

const { task, folder, steps = 6, runs } = JSON.parse(process.argv[2]);
const TASKS = { compare, grow, reopen };
process.stdout.write(JSON.stringify(await TASKS[task]()));

/** Milliseconds and CPU of a run and of its floor: in turns, so that a slow moment meets both. */
async function compare() {
  const subjects = {
    floor: openFloor(place("floor"), steps, reviewer()),
    ours: await openSubject(place("ours"), steps, reviewer()),
  };
  const samples = { floor: [], ours: [] };
  for (let run = 0; run < WARM_UP + runs; run++) {
    for (const [who, subject] of Object.entries(subjects)) {
      const sample = await measured(() => subject.run());
      if (run >= WARM_UP) samples[who].push(sample);
    }
  }
  for (const subject of Object.values(subjects)) await subject.close();
  return Object.fromEntries(
    Object.entries(samples).map(([who, all]) => [
      who,
      { ms: median(all.map(({ ms }) => ms)), cpuMs: median(all.map(({ cpuMs }) => cpuMs)) },
    ]),
  );
}

/** Milliseconds of one run, and bytes that each leaves in the folder. */
async function grow() {
  const subject = await openSubject(folder, steps, reviewer());
  const times = [];
  for (let run = 0; run < WARM_UP + runs; run++) {
    const { ms } = await measured(() => subject.run());
    if (run >= WARM_UP) times.push(ms);
  }
  await subject.close();
  return { ms: median(times), bytes: bytesIn(folder) / (WARM_UP + runs) };
}

/** Milliseconds to look at a run and to finish an interrupted one, each in a file just opened. */
async function reopen() {
  const review = reviewer();
  const writer = await openSubject(folder, steps, review);
  for (let run = 1; run < runs; run++) await writer.run();
  await writer.close();
  const failing = (name) => (name === "persona-3" ? fail("interrupted on purpose") : review(name));
  const reopened = async (answer, use) => {
    const { ms } = await measured(async () => {
      const subject = await openSubject(folder, steps, answer);
      await use(subject);
      await subject.close();
    });
    return ms;
  };
  // The first process of a pair pays for loading the code; the second is what counts.
  const times = { status: [], resume: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    await reopened(failing, (subject) =>
      subject.run().then(
        () => fail("the run was not interrupted"),
        () => {},
      ),
    );
    times.status.push(await reopened(review, (subject) => subject.status("latest")));
    times.resume.push(await reopened(review, (subject) => subject.resume("latest")));
  }
  return {
    status: median(times.status.slice(1)),
    resume: median(times.resume.slice(1)),
    bytes: bytesIn(folder),
  };
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
function reviewer() {
  const prepared = Array.from({ length: (WARM_UP + runs) * steps }, (_, at) =>
    scriptedReview(`persona-${at % steps}`, at + 1),
  );
  let asked = 0;
  return (name) => prepared[asked++] ?? scriptedReview(name, asked);
}

function place(name) {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

function bytesIn(path) {
  return readdirSync(path).reduce((sum, file) => sum + statSync(join(path, file)).size, 0);
}
