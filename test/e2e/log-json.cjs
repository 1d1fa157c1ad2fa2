// Loaded before a program: writes down every JSON file that it reads.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const { readFileSync } = fs;
fs.readFileSync = (file, ...rest) => {
  if (String(file).endsWith(".json")) fs.appendFileSync(process.env.LOG_JSON, `${String(file)}\n`);
  return readFileSync(file, ...rest);
};
syncBuiltinESMExports();
