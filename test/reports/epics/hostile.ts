import type { EpicResponse } from "../../../src/schema/epic.ts";
import { advice, blankEpic, counted, review } from "./parts.ts";

const ESC = "\u001B";
const BELL = "\u0007";

export const ATTACKS = [
  "a | b || c \\| d \\",
  "first\nsecond\r\n# heading\n---\n| x |\n| - |",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "`code` ``` fence\n```\n~~~ other",
  "[click](javascript:alert(1)) ![image](http://evil.example/x.png) <javascript:alert(1)>",
  `${ESC}[2J${ESC}[31mred${ESC}]8;;http://evil.example${BELL}link${ESC}]8;;${BELL} ${ESC}]52;c;ZXZpbA==${BELL}`,
  "\u202Egnirts desrever\u202C and \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
  "\u{1F469}\u200D\u{1F4BB} works with \u65E5\u672C\u8A9E and \u{1F1E9}\u{1F1EA}, e\u0301 and \uD800 half",
  "@everyone ask @octocat/team, not user@example.org",
  "**bold** __bold__ *em* _em_ ~~gone~~ $x^2$ &lt;b&gt; &#60;i&#62; &amp;",
  "- [ ] task\n1. one\n+ plus\n> quote\n/close\n: definition",
  "{{ template }} {code} [[wiki]] [^1] [ref]: javascript:alert(1)",
  '%%{init: {}}%% click phase1 href "javascript:alert(1)"; end --> section :x, 1, 2 #quot;',
  `${"long".repeat(2500)} end`,
] as const;

const attack = (index: number) => ATTACKS[index % ATTACKS.length] ?? "";

/** Every free text is an attack on whoever renders it. */
export function hostileEpic(): EpicResponse {
  const blank = blankEpic();
  const short = ATTACKS.slice(0, -1);
  return counted({
    ...blank,
    epic: {
      ...blank.epic,
      id: "epic|<b>\u0000`",
      title: `# ${short.slice(0, 4).join(" ")}`,
      description: ATTACKS.join("\n\n"),
      estimatedDuration: attack(0),
      budget: attack(1),
      status: "needs-clarification",
      verdict: "BLOCKED",
      metadata: {
        ...blank.epic.metadata,
        taskId: attack(4),
        requestedBy: attack(8),
        project: attack(2),
        ticket: attack(0),
        program: attack(3),
        rulebook: attack(9),
      },
      personas: [
        review("architect", 1, {
          verdict: "BLOCKED",
          insights: [...short],
          recommendations: short.map((text, index) =>
            advice({
              id: `id ${text}`,
              title: text,
              type: index % 2 === 0 ? "blocking" : "suggested",
              description: attack(index + 1),
              acceptance: attack(index + 2),
              estimatedCost: attack(index + 3),
              references: [attack(index + 4)],
              evidence: [{ quote: attack(index + 5) }],
              dependencies: [`id ${attack(index + 1)}`, attack(index)],
            }),
          ),
          costAnalysis: { category: attack(0), amount: attack(1) },
          model: attack(0),
        }),
      ],
      implementationRoadmap: short.map((text, index) => ({
        id: text,
        title: text,
        exit: attack(index + 1),
        recommendations: [`id ${text}`, text],
        effort: { low: 1, expected: 2, high: 3 },
        startDay: index,
        endDay: index + 1,
      })),
      riskAssessment: {
        level: "critical",
        risks: ATTACKS.map((text) => ({
          id: text,
          text,
          likelihood: 5,
          impact: 5,
          score: 25,
          level: "critical" as const,
          owner: "architect",
          mitigatedBy: [`id ${text}`, text],
        })),
      },
      questions: short.map((text) => ({
        id: text,
        text,
        askedBy: "architect",
        blocksEstimate: true,
        assumption: text,
      })),
      conflicts: short.map((text) => ({
        id: text,
        between: [`id ${text}`, text],
        personas: ["architect", "architect"],
        resolution: text,
        decider: "architect",
      })),
      gaps: short.map((reason) => ({ persona: "devops-engineer", reason })),
      warnings: [...short],
      totalCostBreakdown: { ...blank.epic.totalCostBreakdown, currency: attack(0) },
    },
  });
}
