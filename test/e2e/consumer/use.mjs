// A program of a user's own: reviews an epic through the library.
import { epicRequestSchema, openApp } from "epic-creator";

const app = await openApp({ cwd: process.cwd(), env: {}, access: "write" });
const request = epicRequestSchema.parse({ description: "Renew a loan online", mode: "enterprise" });
const { summary } = await app.coordinator.execute(request);
await app[Symbol.asyncDispose]();
process.stdout.write(`${summary.personasCompleted} personas\n`);
