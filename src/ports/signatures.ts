/** What is known of a signature. `problem` ends a sentence that begins with the signature. */
export type Verification =
  | { readonly kind: "good"; readonly signer: string }
  | { readonly kind: "bad"; readonly problem: string }
  /** Nobody here can tell: the tool or the list of signers is missing. */
  | { readonly kind: "unknown"; readonly problem: string };

export interface Signed {
  readonly statement: string;
  /** Base64 on one line, without the lines that ssh-keygen puts around it. */
  readonly signature: string;
  /** When it was signed, as it says: keys may be trusted for a time only. */
  readonly at: string;
}

/** Signs statements with the keys of people, and tells who signed one. */
export interface Signatures {
  /**
   * The signature by a private key, or by a public one whose private part an agent holds. Throws
   * INVALID_INPUT where the key is not there or cannot sign, NOT_ALLOWED where there is no tool.
   */
  sign(statement: string, key: string): Promise<string>;
  /** Never throws for what it finds. */
  verify(signed: Signed): Promise<Verification>;
}
