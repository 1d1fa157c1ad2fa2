import { VERSION } from "../core/version.ts";

/** A program once its modules are loaded: it lives, and answers with its exit code. */
export type Program = (
  host: NodeJS.Process,
  env: Readonly<Record<string, string | undefined>>,
) => Promise<number>;

/**
 * The first code that runs. It and what it imports stay within the syntax of any Node that knows
 * modules, so that a too old one is told so instead of failing to parse; all else is loaded after.
 */
export function start(name: string, load: () => Promise<Program>): void {
  const { argv, versions } = process;
  if (!isSupported(versions.node)) {
    const fault = `${name} needs Node 20.19 or newer, and this is ${versions.node}`;
    process.stderr.write(`error: ${fault}\nhint: install a newer Node, see https://nodejs.org\n`);
    process.exitCode = 2;
    return;
  }
  process.on("uncaughtException", (error) => crash(error));
  if (argv.length === 3 && argv[2] === "--version") {
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") process.exitCode = tellUnwritten(error);
    });
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  void run(load);
}

/**
 * How long code must run before V8 optimises it: ten times as long as it does unasked. Most commands
 * live too briefly for optimised code to pay, and making it took a tenth to a third of their time;
 * what runs for seconds, as a batch does, is optimised all the same. V8 11 (Node 20) alone knows the
 * flag; later ones count calls instead, and tell of an unknown flag on standard error.
 */
const PATIENCE = "--interrupt-budget=600000";

async function run(load: () => Promise<Program>): Promise<void> {
  const { versions } = process;
  if (versions.v8.startsWith("11.")) {
    process.getBuiltinModule("node:v8").setFlagsFromString(PATIENCE);
  }
  try {
    const program = await load();
    // oxlint-disable-next-line node/no-process-env -- the one place where the environment comes in
    process.exitCode = await program(process, process.env);
  } catch (error) {
    crash(error);
  }
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

function tellUnwritten(error: Error): number {
  process.stderr.write(`error: The result could not be written: ${error.message}\n`);
  return 6;
}

/** Nobody caught it, so nobody knows what state the process is in. */
function crash(error: unknown): void {
  const debug = process.argv.indexOf("--debug") !== -1;
  const isError = error instanceof Error;
  const text = isError ? (debug ? error.stack : error.message) : String(error);
  process.stderr.write(`internal error: ${text}\n`);
  // oxlint-disable-next-line unicorn/no-process-exit -- pending work of an unknown state must not go on
  process.exit(70);
}
