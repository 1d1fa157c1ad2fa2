import { access, constants, stat } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";

import type { AgentSettings } from "../../core/agent-presets.ts";
import type { Environment } from "../../core/config-environment.ts";
import type { DoctorCheck } from "../../core/doctor.ts";

/** What an agent needs before it is asked: its program, its files, and the variables it names. */
export async function probeAgent(
  { command, env: named }: AgentSettings,
  { root, env }: { readonly root: string; readonly env: Environment },
): Promise<Omit<DoctorCheck, "name">> {
  const [program = "", ...words] = command;
  const found = await findProgram(program, root, env["PATH"] ?? "");
  if (found === undefined) {
    return {
      status: "failed",
      detail: program.includes("/")
        ? `${program} is no program that may be run`
        : `${program} is not on the PATH`,
      hint: "install it, or name its path in the command of the provider",
    };
  }
  const missing = await missingScript(words, root);
  if (missing !== undefined) {
    return {
      status: "failed",
      detail: `${missing} is not in ${root}`,
      hint: "paths in a command begin at the folder of the project",
    };
  }
  const unset = named.filter((name) => KEY.test(name) && !env[name]);
  if (unset.length === 0 || unset.length < named.filter((name) => KEY.test(name)).length) {
    return { status: "ok", detail: found };
  }
  return {
    status: "warning",
    detail: `${found}; ${unset.join(" and ")} is not set`,
    hint: "export it, unless the agent is signed in by itself",
  };
}

const KEY = /key|token|secret/i;

async function findProgram(
  program: string,
  root: string,
  path: string,
): Promise<string | undefined> {
  const folders = program.includes("/") ? [root] : path.split(delimiter).filter(Boolean);
  for (const folder of folders) {
    const file = program.includes("/") ? resolve(root, program) : join(folder, program);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** A word that reads like a script and is none: what a run would notice late. */
async function missingScript(words: readonly string[], root: string): Promise<string | undefined> {
  const scripts = words.filter((word) => /^[^-{][^{}\s]*\.(?:[cm]?[jt]s|py|sh|rb)$/.test(word));
  for (const script of scripts) {
    if (!(await stat(resolve(root, script)).catch(() => undefined))) return script;
  }
  return undefined;
}
