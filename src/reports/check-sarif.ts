import { CHECK_RULES, type Finding } from "../core/check/finding.ts";
import { VERSION } from "../core/version.ts";

export interface SarifReport {
  readonly findings: readonly Finding[];
  readonly unchecked: readonly string[];
  /** Of the project in its repository: places are told from the top of it. */
  readonly folder: string;
}

/** As SARIF 2.1.0, which code hosts read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. */
export function renderSarif({ findings, unchecked, folder }: SarifReport): string {
  const rules = Object.entries(CHECK_RULES);
  const ids = rules.map(([id]) => id);
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "workflow check",
            semanticVersion: VERSION,
            rules: rules.map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: unchecked.map((text) => ({
              level: "warning",
              message: { text },
            })),
          },
        ],
        results: findings.map((finding) => resultOf(finding, folder, ids)),
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function resultOf(finding: Finding, folder: string, ids: readonly string[]) {
  const { rule, level, message, hint, path, line, ticket } = finding;
  const uri = [...folder.split("/"), ...path.split("/")].filter((name) => name !== "");
  const text = hint === undefined ? `${message}.` : `${message}. ${hint}`;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level,
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: uri.map(encodeURIComponent).join("/"),
            uriBaseId: "%SRCROOT%",
          },
          // A finding about a whole file is shown at its top.
          region: { startLine: line ?? 1 },
        },
        logicalLocations: [{ name: ticket, kind: "module" }],
      },
    ],
    // What stays the same when lines above come and go.
    partialFingerprints: { "workflow/v1": `${ticket}:${rule}:${message}` },
  };
}
