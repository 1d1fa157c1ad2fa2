import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { EpicError } from "../../core/errors.ts";
import type { PromptTemplates } from "../../core/prompt/build-prompt.ts";
import type { Template } from "../../core/template.ts";
import { findPackageRoot } from "./package-root.ts";

/**
 * The prompts for a persona: the project's own for it (`.ai/prompts/<persona>/`), else the project's
 * (`.ai/prompts/`), else those that ship. Throws INVALID_INPUT for one that cannot be read.
 */
export function readPrompts(persona: string, root: string): PromptTemplates {
  const own = join(root, ".ai/prompts");
  const folders = [
    join(own, persona),
    own,
    join(findPackageRoot(import.meta.dirname), "templates/prompts"),
  ];
  const read = (file: string) => readTemplate(file, folders, root);
  return { system: read("system.md"), review: read("review.md"), repair: read("repair.md") };
}

function readTemplate(file: string, folders: readonly string[], root: string): Template {
  const paths = folders.map((folder) => join(folder, file));
  const path = paths.find((candidate) => existsSync(candidate)) ?? join(file);
  const shown = relative(root, path);
  const origin = shown.startsWith("..") ? `templates/prompts/${file}` : shown;
  try {
    return { origin, text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)) };
  } catch (cause) {
    throw new EpicError("INVALID_INPUT", `The prompt ${origin} cannot be read`, {
      cause,
      hint: "it must be a text file in UTF-8",
    });
  }
}
