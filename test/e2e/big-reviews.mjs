// node big-reviews.mjs <folder> <run|resume> <steps> <kilobytes of each review> [step that fails]
import { scriptedReview } from "../../bench/scripted-review.mjs";
import { openSubject } from "../../bench/subject.mjs";

const [folder, task, steps, kilobytes, failing] = process.argv.slice(2);

const subject = await openSubject(folder, Number(steps), (name) => {
  if (name === `persona-${failing}`) throw new Error("interrupted on purpose");
  const seed = Number(name.slice("persona-".length)) + 1;
  const insights = Array.from({ length: Number(kilobytes) }, (_, at) => noise(seed * 1e6 + at));
  return { ...scriptedReview(name, seed), insights };
});
const done = task === "run" ? subject.run() : subject.resume("latest");
const told = await done.then(
  ({ epic }) => ({
    personas: epic.personas.length,
    insights: epic.personas.at(-1).insights.length,
  }),
  ({ message }) => ({ message }),
);
process.stdout.write(JSON.stringify(told));
await subject.close();

/** A kilobyte that no other one is like. */
function noise(seed) {
  let state = (seed * 2654435761) >>> 0 || 1;
  let text = "";
  while (text.length < 1000) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    text += `${(state >>> 0).toString(36)} `;
  }
  return text;
}
