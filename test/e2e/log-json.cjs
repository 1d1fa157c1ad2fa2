// Loaded before a program: writes down every JSON file that it requires.
const { appendFileSync } = require("node:fs");
const Module = require("node:module");

const { _extensions: readers } = Module;
const readJson = readers[".json"];
readers[".json"] = (module, file) => {
  appendFileSync(process.env.LOG_JSON, `${file}\n`);
  readJson(module, file);
};
