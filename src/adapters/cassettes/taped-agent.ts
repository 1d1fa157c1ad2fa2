import type { Cassette } from "../../ports/cassette.ts";
import type { PersonaAdapter } from "../../ports/persona-adapter.ts";
import type { Usage } from "../../schema/expense.ts";
import { agentAnswerSchema } from "../../schema/tape.ts";

/** An adapter whose questions are those of the port: a step of it is one exchange. */
export function tapedAdapter(adapter: PersonaAdapter, cassette: Cassette): PersonaAdapter {
  const { registration, provider } = adapter;
  return {
    ...adapter,
    async execute(input, context) {
      const usage: Usage[] = [];
      const spend = (used: Usage) => void usage.push(used);
      const question = { persona: registration.name, provider: provider.name, request: { input } };
      const told = await cassette.exchange(question, {
        ask: async () => ({ answer: await adapter.execute(input, { ...context, spend }), usage }),
        parse: (answer) => agentAnswerSchema.parse(answer),
        secrets: () => [],
      });
      for (const used of told.usage) context.spend(used);
      return told.answer;
    },
  };
}
