import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A new key below the folder: its file, and its line for a file of allowed signers. */
export function sshKey(folder: string, name: string, options = ""): { file: string; line: string } {
  const file = join(folder, name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file]);
  const [type, key] = readFileSync(`${file}.pub`, "utf8").split(" ");
  return { file, line: `${name}@example.org ${options}${type} ${key}\n` };
}
