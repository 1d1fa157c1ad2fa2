import { EpicError } from "../errors.ts";
import { sha256 } from "../hash.ts";

/** A file of a plugin: its path from the folder that the plugin lies in, and what it holds. */
export interface TrustedFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * What trust is bound to: the sha256 of a file that stands alone, as `sha256sum` prints it. Of several
 * files it is that of the list that `sha256sum` would print of them, sorted by path.
 */
export function codeHash(files: readonly TrustedFile[]): string {
  const [only, ...others] = files;
  if (only && others.length === 0) return only.sha256;
  const lines = files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => `${file.sha256}  ${file.path}\n`);
  return sha256(lines.join(""));
}

/** The hashes that a flag or variable names: "sha256:12ab…, 34cd…". Throws INVALID_INPUT. */
export function parseTrust(text: string, where: string): readonly string[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== "")
    .map((word) => {
      const [, hash] = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(word) ?? [];
      if (hash !== undefined) return hash.toLowerCase();
      throw new EpicError("INVALID_INPUT", `${where} holds "${word}", which is no sha256`, {
        hint: "epic trust --list shows the hashes, as in sha256: and 64 hexadecimal digits",
      });
    });
}
