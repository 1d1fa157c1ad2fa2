import { type Behaviour, personaProviderContract } from "../../contracts/persona-provider.ts";
import { scriptAgent } from "./scripts.ts";

function behave(behaviour: Behaviour): string {
  switch (behaviour.kind) {
    case "answers":
      return print(behaviour.text);
    case "refuses":
      return print(JSON.stringify({ refusal: behaviour.reason }));
    case "hangs":
      return "setInterval(() => {}, 1000);";
    case "busy": {
      const error = { message: "come back", retryAfter: behaviour.retryAfterSeconds };
      return `${print(JSON.stringify({ error }))}\nprocess.exitCode = 75;`;
    }
    case "breaks-off":
      return `${print(behaviour.text)}\nprocess.kill(process.pid, "SIGKILL");`;
    case "floods":
      return `const chunk = "x".repeat(50_000);
        (function more() { process.stdout.write(chunk, more); })();`;
  }
}

const print = (text: string): string => `process.stdout.write(${JSON.stringify(text)});`;

personaProviderContract("an agent", async (behaviour, { timeoutMs } = {}) => {
  const options = timeoutMs === undefined ? {} : { timeoutMs };
  const { adapter, survivors } = await scriptAgent(behave(behaviour), options);
  return { adapter, isAtWork: async () => survivors().length > 0 };
});
