/** What lies under a path. */
export type Source =
  /** `text` is absent for what is no text, or too large to be read by people. */
  | { readonly kind: "file"; readonly text?: string }
  | { readonly kind: "folder" }
  /** `problem` ends a sentence that begins with the path. */
  | { readonly kind: "refused"; readonly problem: string };

/**
 * What lies beside the tickets: the code, and whatever their documents point to. Paths are relative
 * to the project, with slashes; they may begin with `../` where the repository begins above it.
 */
export interface SourceFiles {
  /** Undefined where nothing lies. A symbolic link, at the end or on the way, is refused. */
  look(paths: readonly string[]): Promise<readonly (Source | undefined)[]>;
}
