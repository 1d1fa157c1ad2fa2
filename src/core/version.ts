/** The program's version, as in package.json (a test holds the two together). */
export const VERSION = "2.0.0";
