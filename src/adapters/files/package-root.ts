import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { EpicError } from "../../core/errors.ts";

/**
 * The folder of this package, from a module of it: the modules lie at different depths before and
 * after they are bundled, and the templates are beside them in both.
 */
export function findPackageRoot(module: string): string {
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "templates/FEATURE_REQUIREMENTS.md"))) return folder;
  }
  throw new EpicError("STORAGE_ERROR", `No templates are installed beside ${module}`, {
    hint: "install the package again",
  });
}
