import { z } from "zod";

/** Personas that came from elsewhere, as they were when they were added. */
export const personaPackSchema = z.strictObject({
  name: z
    .string()
    .regex(/^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/, "must be the name of a package")
    .max(120),
  version: z.string().min(1),
  /** What was added: a package, or a folder as it was typed. */
  source: z.string().min(1),
  /** Relative to the folder of the pack. */
  files: z.array(z.string().regex(/^(?!.*(?:^|\/)\.\.(?:\/|$))[^/].*$/, "must lie in the pack")),
  /** sha256 over the names and contents of the files. */
  integrity: z.string().regex(/^sha256-[0-9a-f]{64}$/),
});
export type PersonaPack = z.infer<typeof personaPackSchema>;

export const packsFileSchema = z.strictObject({ packs: z.array(personaPackSchema) });

/** What of a package.json matters here. */
export const packManifestSchema = z.object({
  name: personaPackSchema.shape.name,
  version: personaPackSchema.shape.version.default("0.0.0"),
  /** Where its personas are, relative to it. */
  epic: z.object({ personas: z.string().min(1).optional() }).optional(),
});
