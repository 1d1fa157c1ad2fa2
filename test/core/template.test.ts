import * as fc from "fast-check";
import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { fillTemplate, type TemplateValues } from "../../src/core/template.ts";

const VALUES: TemplateValues = {
  texts: {
    ticket: { markdown: "AEC-456", yaml: "AEC-456", fenced: "AEC-456" },
    title: { markdown: "a \\[b\\]", yaml: '"a [b]"', fenced: "a b" },
    record: { markdown: "", yaml: "x: 1\ny: 2", fenced: "" },
  },
  blocks: { given: "| a |\n| b |", open: undefined, empty: "" },
};

const fill = (text: string, values = VALUES) =>
  fillTemplate({ origin: ".ai/templates/README.md", text }, values);

function refusal(text: string): EpicError {
  try {
    fill(text);
  } catch (error) {
    if (error instanceof EpicError) return error;
    throw error;
  }
  throw new Error("It was filled");
}

test("each place gets the value in its own writing", () => {
  const text =
    "---\ntitle: {{title}}\n---\n# {{ticket}}: {{ title }}\n```\n{{title}}\n```\n{{title}}";
  expect(fill(text)).toBe(
    '---\ntitle: "a [b]"\n---\n# AEC-456: a \\[b\\]\n```\na b\n```\na \\[b\\]',
  );
});

test.each([
  ["~~~\n```\n{{title}}\n~~~\n{{title}}", "~~~\n```\na b\n~~~\na \\[b\\]"],
  ["````\n```\n{{title}}\n````\n{{title}}", "````\n```\na b\n````\na \\[b\\]"],
  ["```mermaid\n``` not an end\n{{title}}", "```mermaid\n``` not an end\na b"],
  ["    ```\n{{title}}", "    ```\na \\[b\\]"],
  ["# x\n---\n{{title}}", "# x\n---\na \\[b\\]"],
])("fences end as Markdown ends them: %j", (text, filled) => {
  expect(fill(text)).toBe(filled);
});

test("a block is replaced where there is a value and kept where there is none", () => {
  const text =
    "{{block given}}\nold {{unknown}}\n{{end}}\n{{block open}}\nfill {{ticket}}\n{{end}}\n";
  expect(fill(text)).toBe(
    "<!-- region: given -->\n| a |\n| b |\n<!-- endregion -->\n" +
      "<!-- region: open -->\nfill AEC-456\n<!-- endregion -->\n",
  );
});

test("line endings stay as the template has them, in values too", () => {
  const text = "---\r\n{{record}}\r\n---\r\n{{block given}}\r\nold\r\n{{end}}\r\nend\r\n";
  expect(fill(text)).toBe(
    "---\r\nx: 1\r\ny: 2\r\n---\r\n<!-- region: given -->\r\n| a |\r\n| b |\r\n<!-- endregion -->\r\nend\r\n",
  );
});

test("an empty template gives an empty document", () => {
  expect(fill("")).toBe("");
});

test("an escaped brace pair is plain braces", () => {
  expect(fill("${\\{{ secrets.KEY }}")).toBe("${{{ secrets.KEY }}");
});

test.each([
  [
    "# T\n{{customer}}\n",
    "The template .ai/templates/README.md has no value for {{customer}} on line 2",
  ],
  ["{{ }}", "has no value for {{ }} on line 1"],
  ["{{constructor}}", "has no value for {{constructor}} on line 1"],
  ["{{toString}}", "has no value for {{toString}} on line 1"],
  ["{{block nowhere}}\n{{end}}", "has no value for {{block nowhere}} on line 1"],
  ["{{block constructor}}\n{{end}}", "has no value for {{block constructor}} on line 1"],
  ["x {{block open}} y", "has no value for {{block open}} on line 1"],
  [
    "{{block open}}\n{{block given}}\n{{end}}",
    "opens {{block given}} inside {{block open}} on line 2",
  ],
  ["\n{{end}}", "has an {{end}} that closes nothing on line 2"],
  ["\n{{block open}}\nx", "never closes {{block open}}, which it opens on line 2"],
])("%j is refused: %s", (text, message) => {
  const refused = refusal(text);
  expect(refused.code).toBe("INVALID_INPUT");
  expect(refused.message).toContain(message);
});

test("the hint for an unknown placeholder names the one that was meant, or all", () => {
  expect(refusal("{{titel}}").hint).toBe('Did you mean "title"?');
  expect(refusal("{{x}}").hint).toBe(
    "it may use ticket, title, record; write \\{{ for plain braces",
  );
});

test("a value is never read as template", () => {
  const value = fc.oneof(fc.string(), fc.constantFrom("{{ticket}}", "{{end}}", "$&", "$1"));
  fc.assert(
    fc.property(value, value, (text, block) => {
      const filled = fill("{{title}}{{title}}\n{{block given}}\n{{end}}\n", {
        texts: { title: { markdown: text, yaml: "", fenced: "" } },
        blocks: { given: block },
      });
      expect(filled).toBe(`${text}${text}\n<!-- region: given -->\n${block}\n<!-- endregion -->\n`);
    }),
  );
});
