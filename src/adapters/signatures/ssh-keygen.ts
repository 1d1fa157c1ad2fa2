import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { EpicError } from "../../core/errors.ts";
import type { Signatures, Verification } from "../../ports/signatures.ts";
import { runTool } from "./run-tool.ts";

/** Keeps a signature of ours from passing for one of a commit or a login. */
const NAMESPACE = "approval@epic-creator";

export interface SshKeygenOptions {
  /** Absolute: who may sign with which key, in the format of ssh-keygen(1), as Git uses it. */
  readonly allowedSigners: string;
  /** Absolute: a key is named relative to it. */
  readonly cwd: string;
  /** Tests name one that is not there. */
  readonly tool?: string;
}

/** Signatures by `ssh-keygen -Y`, which is where Git is. */
export function sshSignatures(options: SshKeygenOptions): Signatures {
  const { allowedSigners, cwd, tool = "ssh-keygen" } = options;
  return {
    async sign(statement, key) {
      const file = resolve(cwd, key);
      await checkKey(file, key);
      const ended = await runTool(
        tool,
        ["-Y", "sign", "-q", "-f", file, "-n", NAMESPACE],
        statement,
      );
      if (ended.kind === "absent") throw noTool(tool);
      if (ended.code === 0) return bare(ended.stdout);
      throw new EpicError("INVALID_INPUT", `The key ${key} did not sign: ${ended.stderr}`, {
        hint: "a key with a passphrase needs an agent (ssh-add); name its .pub file then",
      });
    },
    async verify({ statement, signature, at }) {
      if (!(await isFile(allowedSigners))) {
        return {
          kind: "unknown",
          problem: "nobody can verify: there is no file of allowed signers",
        };
      }
      return await withFile(armoured(signature), async (file) => {
        const from = ["-s", file, "-f", allowedSigners, `-Overify-time=${stamp(at)}`];
        const found = await runTool(tool, ["-Y", "find-principals", ...from], "");
        if (found.kind === "absent") {
          return { kind: "unknown", problem: `nobody can verify: there is no ${tool}` };
        }
        const [signer = ""] = found.stdout.split(/\r?\n/);
        if (found.code !== 0 || signer === "") return UNKNOWN_KEY;
        const verify = ["-Y", "verify", "-I", signer, "-n", NAMESPACE, ...from];
        const ended = await runTool(tool, verify, statement);
        return ended.kind === "ended" && ended.code === 0
          ? { kind: "good", signer }
          : { kind: "bad", problem: "does not fit what it stands under" };
      });
    },
  };
}

const UNKNOWN_KEY: Verification = {
  kind: "bad",
  problem: "is by no key that the allowed signers have, or had then",
};

async function checkKey(file: string, key: string): Promise<void> {
  if (await isFile(file)) return;
  throw new EpicError("NOT_FOUND", `There is no key ${key}`, {
    hint: "name one such as ~/.ssh/id_ed25519, or make it: ssh-keygen -t ed25519",
  });
}

async function isFile(file: string): Promise<boolean> {
  return await stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

const FIRST = "-----BEGIN SSH SIGNATURE-----";
const LAST = "-----END SSH SIGNATURE-----";

function bare(text: string): string {
  return text.replace(FIRST, "").replace(LAST, "").replaceAll(/\s/g, "");
}

function armoured(signature: string): string {
  return `${[FIRST, ...(signature.match(/.{1,70}/g) ?? []), LAST].join("\n")}\n`;
}

/** As in 20261120090000Z: ssh-keygen takes it for UTC. */
function stamp(at: string): string {
  return `${at.replaceAll(/[-:T]/g, "").slice(0, 14)}Z`;
}

/** ssh-keygen reads the statement from its input, so that the signature needs a file. */
async function withFile<T>(text: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "epic-signature-"));
  try {
    const file = join(folder, "signature");
    await writeFile(file, text);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function noTool(tool: string): EpicError {
  return new EpicError("NOT_ALLOWED", `Nothing can be signed here: there is no ${tool}`, {
    hint: "install OpenSSH 8.1 or newer, or approve without --sign",
  });
}
