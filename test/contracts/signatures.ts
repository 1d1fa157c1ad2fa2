import { expect, test } from "vitest";

import type { Signatures } from "../../src/ports/signatures.ts";

export interface SignaturesBench {
  readonly signatures: Signatures;
  /** Of ann@example.org, who is known. */
  readonly key: string;
  /** Of bob@example.org, who is known as well. */
  readonly otherKey: string;
  /** Of somebody whom nobody knows. */
  readonly strangeKey: string;
}

const at = "2026-11-20T09:00:00.000Z";
const statement = "approval\nby: ann\nreason: Größe ✓\n";

export function signaturesContract(open: () => SignaturesBench): void {
  test("a signature is one line of Base64 that tells who signed", async () => {
    const { signatures, key, otherKey } = open();
    const signature = await signatures.sign(statement, key);
    expect(signature).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(await signatures.verify({ statement, signature, at })).toEqual({
      kind: "good",
      signer: "ann@example.org",
    });
    const other = await signatures.sign(statement, otherKey);
    expect(await signatures.verify({ statement, signature: other, at })).toEqual({
      kind: "good",
      signer: "bob@example.org",
    });
  });

  test("what was changed since is not signed", async () => {
    const { signatures, key } = open();
    const signature = await signatures.sign(statement, key);
    const changed = { statement: `${statement} `, signature, at };
    expect((await signatures.verify(changed)).kind).toBe("bad");
  });

  test("a key that nobody trusts makes no good signature, and neither does rubbish", async () => {
    const { signatures, strangeKey } = open();
    const signature = await signatures.sign(statement, strangeKey);
    expect((await signatures.verify({ statement, signature, at })).kind).toBe("bad");
    expect((await signatures.verify({ statement, signature: "AAAA", at })).kind).toBe("bad");
  });

  test("a key that is not there is named", async () => {
    await expect(open().signatures.sign(statement, "none")).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "There is no key none",
    });
  });
}
