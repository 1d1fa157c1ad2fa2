/** Shapes that are published by whoever issues the key, so that a match is hardly ever chance. */
export const SECRETS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "a private key", pattern: /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----/ },
  { what: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  {
    what: "a GitHub token",
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255})\b/,
  },
  { what: "a Slack token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,200}/ },
  { what: "a Stripe key", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}\b/ },
  { what: "an API key", pattern: /\b(?:sk-(?:ant-|proj-)?[\w-]{20,200}|AIza[\w-]{35})/ },
  {
    what: "a JSON web token",
    pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{8,2000}/,
  },
  {
    what: "a password",
    pattern: /\b(?:password|passwd|pwd|secret|api[_-]?key)\s{0,3}[:=]\s{0,3}["']?[^\s"']{8,200}/i,
  },
];

/** Shorter values than this are words that stand in any text. */
const SHORTEST_SECRET = 8;

/**
 * The text without what looks like a secret, and without these values: what is shown, logged or
 * kept of what another program said passes through here.
 */
export function redact(text: string, values: readonly string[] = []): string {
  const known = values
    .filter((value) => value.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, value) => rest.replaceAll(value, REDACTED), text);
  return SECRETS.reduce(
    (rest, { pattern }) => rest.replaceAll(new RegExp(pattern, `${pattern.flags}g`), REDACTED),
    known,
  );
}

const REDACTED = "[redacted]";
