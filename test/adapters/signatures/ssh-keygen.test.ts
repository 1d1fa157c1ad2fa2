import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { sshSignatures } from "../../../src/adapters/signatures/ssh-keygen.ts";
import { signaturesContract } from "../../contracts/signatures.ts";
import { sshKey } from "../../fakes/ssh-keys.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const at = "2026-11-20T09:00:00.000Z";

function bench() {
  const cwd = tempFolder();
  const [ann, bob, eve] = [sshKey(cwd, "ann"), sshKey(cwd, "bob"), sshKey(cwd, "eve")];
  const allowedSigners = join(cwd, "allowed");
  writeFileSync(allowedSigners, ann.line + bob.line);
  const signatures = sshSignatures({ allowedSigners, cwd });
  return { cwd, signatures, key: ann.file, otherKey: "bob", strangeKey: eve.file };
}

signaturesContract(bench);

test("a key is trusted only for its time", async () => {
  const cwd = tempFolder();
  const { file, line } = sshKey(cwd, "ann", 'valid-before="20260101" ');
  writeFileSync(join(cwd, "allowed"), line);
  const signatures = sshSignatures({ allowedSigners: join(cwd, "allowed"), cwd });
  const signature = await signatures.sign("x", file);
  expect((await signatures.verify({ statement: "x", signature, at })).kind).toBe("bad");
  const before = { statement: "x", signature, at: "2025-11-20T09:00:00.000Z" };
  expect((await signatures.verify(before)).kind).toBe("good");
});

test("without a list of signers, or the tool, nobody can tell", async () => {
  const { cwd, signatures, key } = bench();
  const signature = await signatures.sign("x", key);
  const unlisted = sshSignatures({ allowedSigners: join(cwd, "none"), cwd });
  expect(await unlisted.verify({ statement: "x", signature, at })).toEqual({
    kind: "unknown",
    problem: "nobody can verify: there is no file of allowed signers",
  });
  const allowedSigners = join(cwd, "allowed");
  const toolless = sshSignatures({ allowedSigners, cwd, tool: "no-such-tool" });
  expect((await toolless.verify({ statement: "x", signature, at })).kind).toBe("unknown");
  await expect(toolless.sign("x", key)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

test("a key with a passphrase is refused with a hint, and nobody is asked for it", async () => {
  const { cwd, signatures } = bench();
  const locked = join(cwd, "locked");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "secret", "-f", locked]);
  await expect(signatures.sign("x", locked)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(/^The key .*locked did not sign: [^\n]+$/),
    hint: expect.stringContaining("ssh-add"),
  });
});
