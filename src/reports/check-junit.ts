import { type CheckLevel, fails, type Finding } from "../core/check/finding.ts";

export interface JunitReport {
  readonly checked: readonly string[];
  readonly findings: readonly Finding[];
  readonly failOn: CheckLevel | "never";
}

/**
 * As the XML of JUnit, which every build server reads: a suite for each ticket, a case for each
 * finding, which fails where the gate does not let it pass. A ticket without findings is one case.
 */
export function renderJunit({ checked, findings, failOn }: JunitReport): string {
  const failures = findings.filter(({ level }) => fails(level, failOn)).length;
  const suites = checked.map((ticket) =>
    suiteOf(
      ticket,
      findings.filter((finding) => finding.ticket === ticket),
      failOn,
    ),
  );
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  const root = attributes({ name: "workflow check", tests, failures, errors: 0 });
  const content = suites.flatMap(({ lines }) => lines);
  return `${['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${root}>`, ...content, "</testsuites>"].join("\n")}\n`;
}

function suiteOf(ticket: string, findings: readonly Finding[], failOn: JunitReport["failOn"]) {
  const cases =
    findings.length === 0
      ? [`    <testcase${attributes({ classname: ticket, name: "nothing to be mended" })}/>`]
      : findings.flatMap((finding) => caseOf(finding, failOn));
  const tests = Math.max(1, findings.length);
  const failures = findings.filter(({ level }) => fails(level, failOn)).length;
  const head = attributes({ name: ticket, tests, failures, errors: 0, skipped: 0 });
  return { tests, lines: [`  <testsuite${head}>`, ...cases, "  </testsuite>"] };
}

function caseOf(
  { ticket, rule, level, message, path, line, hint }: Finding,
  failOn: JunitReport["failOn"],
): string[] {
  const head = attributes({ classname: ticket, name: `${rule}: ${message}` });
  const place = `${path}${line === undefined ? "" : `:${line}`}`;
  const text = escapeXml([message, place, ...(hint === undefined ? [] : [hint])].join("\n"));
  const inner = fails(level, failOn)
    ? `<failure${attributes({ message, type: level })}>${text}</failure>`
    : `<system-out>${escapeXml(`${level}: `)}${text}</system-out>`;
  return [`    <testcase${head}>`, `      ${inner}`, "    </testcase>"];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll("\n", "&#10;")}"`)
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
/** What XML 1.0 cannot hold in any form. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escapeXml(text: string): string {
  return text
    .replaceAll(FORBIDDEN, "\u{FFFD}")
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
