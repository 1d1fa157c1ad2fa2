import type { Link } from "../schema/ticket.ts";
import { escapeRegExp } from "./names-word.ts";

/** What makes two links the same: when they were made does not. */
export function linkId({ path, symbol, requirement }: Link): string {
  return JSON.stringify([path, symbol ?? "", requirement ?? ""]);
}

/** As people write it: src/returns.ts#open. */
export function linkText({ path, symbol }: Pick<Link, "path" | "symbol">): string {
  return symbol === undefined ? path : `${path}#${symbol}`;
}

const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress|features)\//i;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*|[^/]*(?:[._-](?:test|tests|spec|e2e)|(?<=[a-z0-9])Tests?|(?<=[a-z0-9])Spec))\.[^/.]+$|\.feature$/;

/** Whether a path is where the common tools of Python, JavaScript, Java, Go and others keep tests. */
export function isTestPath(path: string): boolean {
  return TEST_FOLDER.test(`${path}/`) || TEST_FILE.test(path);
}

/** Whether the text has this name, whole. Names of all languages are words, or words with dots. */
export function hasSymbol(text: string, symbol: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}_$])${escapeRegExp(symbol)}(?![\\p{L}\\p{N}_$])`, "u").test(
    text,
  );
}
