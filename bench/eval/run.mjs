// npm run eval -- <folder of items> [--mode standard] [--json out.json] [--details]
// npm run eval -- --print <folder of items> --out <folder> [--mode standard]
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { BadInput } from "./bad-input.mjs";
import { blindText } from "./blind-texts.mjs";
import { readItems } from "./items.mjs";
import { answerAll } from "./responses.mjs";
import { score } from "./score.mjs";
import { detailLines, figureTables } from "./tables.mjs";

try {
  const { mode, folder, print, out, json, details } = readArguments();
  const items = readItems(folder);
  if (print) makeFolder(out);
  const answers = answerAll(items, mode);
  if (print) writeBlindTexts(items, answers, out);
  else showFigures(items, answers, { json, details });
  for (const { id, failure } of answers.filter((answer) => answer.failure !== undefined)) {
    process.stderr.write(`${id}: epic create ${failure}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 2;
}

function readArguments() {
  const { values, positionals } = parse();
  const { mode = "standard", print, out, json, details } = values;
  const folders = print === undefined ? positionals : [print, ...positionals];
  if (folders.length !== 1)
    throw new BadInput("Name one folder of items: npm run eval -- <folder>.");
  if ((print === undefined) !== (out === undefined)) {
    throw new BadInput("--print <folder of items> and --out <folder> belong together.");
  }
  if (json !== undefined && !existsSync(dirname(resolve(json)))) {
    throw new BadInput(`The folder of ${json} does not exist.`);
  }
  return { mode, folder: folders[0], print: print !== undefined, out, json, details };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        mode: { type: "string" },
        json: { type: "string" },
        details: { type: "boolean" },
        print: { type: "string" },
        out: { type: "string" },
      },
    });
  } catch (error) {
    throw new BadInput(error.message);
  }
}

/** Before the program runs, which takes a while. */
function makeFolder(folder) {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new BadInput(`${folder} is no folder.`);
  }
  mkdirSync(folder, { recursive: true });
}

function showFigures(items, answers, { json, details }) {
  const figures = score(
    items,
    answers.map(({ response }) => response),
  );
  process.stdout.write(`${figureTables(figures)}\n`);
  if (details) process.stdout.write(`\n${detailLines(figures)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`);
}

function writeBlindTexts(items, answers, folder) {
  items.forEach(({ id, description }, at) => {
    const { response } = answers[at];
    if (response === undefined) return;
    writeFileSync(join(folder, `${id}.txt`), blindText(description, response));
  });
}
