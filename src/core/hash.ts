import { createHash } from "node:crypto";

import { canonicalJson } from "./canonical-json.ts";

/** sha256 of a text, or of bytes, in lower-case hexadecimal. */
export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A body and the name it is stored under: the sha256 of its canonical JSON. */
export interface StoredObject {
  readonly hash: string;
  readonly kind: "review" | "description" | "epic" | "assessment" | "configuration";
  /** Canonical JSON. */
  readonly body: string;
}

export function storedObject(kind: StoredObject["kind"], value: unknown): StoredObject {
  const body = canonicalJson(value);
  return { hash: sha256(body), kind, body };
}
