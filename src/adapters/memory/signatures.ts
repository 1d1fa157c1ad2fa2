import { EpicError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import type { Signatures } from "../../ports/signatures.ts";

/** Signatures for tests: a key is a name of `signers`, and whoever knows it can sign with it. */
export function memorySignatures(signers: Readonly<Record<string, string>>): Signatures {
  return {
    async sign(statement, key) {
      if (!key.startsWith("key-")) throw new EpicError("NOT_FOUND", `There is no key ${key}`);
      return signatureOf(statement, key);
    },
    async verify({ statement, signature }) {
      const found = Object.entries(signers).find(
        ([key]) => signatureOf(statement, key) === signature,
      );
      return found
        ? { kind: "good", signer: found[1] }
        : { kind: "bad", problem: "is by no key that the allowed signers have, or had then" };
    },
  };
}

function signatureOf(statement: string, key: string): string {
  return sha256(`${key}\n${statement}`);
}
