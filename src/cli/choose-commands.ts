/**
 * The command that argv names, or all where it names none, as for `--help` and for a word that needs a
 * "did you mean": to build the flags of twenty commands takes longer than to parse those of one.
 */
export function chooseCommands<T>(
  commands: Readonly<Record<string, T>>,
  argv: readonly string[],
): readonly T[] {
  const word = argv.find(
    (argument, at) => !argument.startsWith("-") && argv[at - 1] !== "--config",
  );
  const named = Object.entries(commands).filter(([name]) => name === word);
  return (named.length > 0 ? named : Object.entries(commands)).map(([, command]) => command);
}
