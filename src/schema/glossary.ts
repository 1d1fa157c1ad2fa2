import { z } from "zod";

/** A name under which professionals know what the items describe in plain words. */
export const glossaryEntrySchema = z.strictObject({
  name: z.string().min(1),
  /** Of which one must be found in the lower-cased words of an item. */
  patterns: z.array(z.string().min(1)).min(1),
  hit: z.array(z.string().min(1)).min(1),
  miss: z.array(z.string().min(1)).min(1),
});
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

export const glossaryFileSchema = z.strictObject({
  glossary: z.array(glossaryEntrySchema).min(1),
});
