import { spawn } from "node:child_process";

export type ToolEnd =
  | { readonly kind: "absent" }
  | {
      readonly kind: "ended";
      readonly code: number | null;
      readonly stdout: string;
      /** On one line. */
      readonly stderr: string;
    };

/** Runs a program with this input, without a shell, and never asks the terminal for anything. */
export async function runTool(
  tool: string,
  args: readonly string[],
  input: string,
): Promise<ToolEnd> {
  return await new Promise((settle, fail) => {
    const child = spawn(tool, args, { stdio: "pipe", windowsHide: true, timeout: TIMEOUT_MS });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    // A program that ends before it has read its input closes the pipe, which its exit code explains.
    child.stdin.on("error", () => {});
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") settle({ kind: "absent" });
      else fail(error);
    });
    child.once("close", (code) => {
      settle({ kind: "ended", code, stdout, stderr: stderr.trim().replaceAll(/\s*\n\s*/g, "; ") });
    });
    child.stdin.end(input);
  });
}

/** An agent may wait for a touch of a security key. */
const TIMEOUT_MS = 60_000;
