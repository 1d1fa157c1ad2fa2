/** What a command template may speak of, by the name between its braces. */
export interface CommandValues {
  readonly persona: string;
  readonly taskId: string;
  readonly mode: string;
  /** Absent where the agent is to choose: words that name it are then left out. */
  readonly model: string | undefined;
  /** Paths of the files that the question and the answer are handed over in. */
  readonly input: string;
  readonly output: string;
  /** The question itself, for agents that take it as an argument. */
  readonly question: string;
}

export const PLACEHOLDERS = [
  "persona",
  "taskId",
  "mode",
  "model",
  "input",
  "output",
  "question",
] as const satisfies readonly (keyof CommandValues)[];

const PLACEHOLDER = new RegExp(`\\{(${PLACEHOLDERS.join("|")})\\}`, "g");

/** The words of a command with everything filled in. Each stays one word, whatever a value holds. */
export function fillCommand(template: readonly string[], values: CommandValues): readonly string[] {
  const named: Readonly<Record<string, string | undefined>> = { ...values };
  return template
    .filter((word) => values.model !== undefined || !word.includes("{model}"))
    .map((word) => word.replaceAll(PLACEHOLDER, (_whole, name: string) => String(named[name])));
}
