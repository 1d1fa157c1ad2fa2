// What a reader judges without knowing what was expected.

/** The description, and every recommendation with its persona, numbered. */
export function blindText(description, response) {
  const recommendations = response.epic.personas.flatMap(({ persona, recommendations: all }) =>
    all.map((one) => ({ ...one, persona: persona.name })),
  );
  const paragraphs = recommendations.map(({ persona, type, title, description: text }, at) => {
    const body = text.replaceAll("\n", "\n   ");
    return `${at + 1}. [${persona}, ${type}] ${title}\n   ${body}\n`;
  });
  return ["DESCRIPTION", `${description.trim()}\n`, "RECOMMENDATIONS", ...paragraphs].join("\n");
}
