/** Plugins of this package, in plugins/: they are trusted as the program itself is. */
export const SHIPPED_PLUGINS = [
  "cost-cap",
  "jira-comment",
  "severity-policy",
  "slack-webhook",
] as const;

export function isShipped(use: string): boolean {
  return SHIPPED_PLUGINS.some((name) => name === use);
}

/** A path says where a file is; anything else is a name. */
export function isPluginFile(use: string): boolean {
  return /^(?:\.{0,2}\/|[A-Za-z]:)/.test(use);
}
