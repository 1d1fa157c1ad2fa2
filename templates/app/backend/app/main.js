import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

import { createListener } from "./api/server.js";
import { createUserService } from "./services/users.js";

const fromHere = (path) => fileURLToPath(new URL(path, import.meta.url));
const { PORT = "3000", API_TOKEN, DATA_FILE = fromHere("../../demo_data/mock_data.json") } = process.env;

// Without a token of one's own nobody gets in by a token that everybody knows.
const token = API_TOKEN || randomBytes(16).toString("hex");
const users = createUserService(JSON.parse(await readFile(DATA_FILE, "utf8")).users);
const listener = createListener({ users, token, pages: fromHere("../../frontend") });

const server = createServer(listener).listen(Number(PORT), () => {
  process.stdout.write(`http://localhost:${server.address().port}\n`);
  if (!API_TOKEN) process.stdout.write(`token: ${token}\n`);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close());
