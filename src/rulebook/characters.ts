/**
 * What words are made of, for the inside of a character class: letters, digits and marks of the basic
 * plane. Close to \p{L}\p{M}\p{N}, whose hundreds of ranges take longer to compile than all else that
 * a short description costs.
 */
export const WORD =
  "A-Za-z0-9_\\u00aa\\u00b2\\u00b3\\u00b5\\u00b9\\u00ba\\u00bc-\\u00be\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2dff" +
  "\\u3005-\\u3007\\u3040-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefc\\uff10-\\uff19\\uff21-\\uff3a" +
  "\\uff41-\\uff5a\\uff66-\\uffdc";

/** Halves of characters beyond the basic plane, which must not be torn apart. */
export const HALVES = "\\ud800-\\udfff";
