/** Where the commands of this program are on the machine: the program that runs it, and its file. */
export interface HookCommand {
  readonly runtime: string;
  readonly binary: string;
}

const MARK = "# Written by workflow hooks install; a hook of your own goes into";

/** Under which name a hook that was there before goes on being run. */
export function ownHook(name: string): string {
  return `${name}.own`;
}

export function isOurHook(script: string): boolean {
  return script.includes(MARK);
}

/**
 * The script that Git runs with the file of a message. It goes to the project, which may lie below
 * the top of the repository, and lets a commit pass where the program is not installed.
 */
export function commitHook(name: string, folder: string, { runtime, binary }: HookCommand): string {
  const project = folder === "" ? "." : folder;
  return `#!/bin/sh
${MARK} ${ownHook(name)} beside it.
own="$(dirname "$0")/${ownHook(name)}"
if [ -x "$own" ]; then "$own" "$@" || exit $?; fi
message="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
cd ${shellQuote(project)} || exit 0
if [ -x node_modules/.bin/workflow ]; then exec node_modules/.bin/workflow ${name} "$message"; fi
if command -v workflow >/dev/null 2>&1; then exec workflow ${name} "$message"; fi
if [ -f ${shellQuote(binary)} ]; then exec ${shellQuote(runtime)} ${shellQuote(binary)} ${name} "$message"; fi
echo "warning: workflow is not installed, so that nobody checked this commit's ticket" >&2
`;
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
