import { writeFile } from "node:fs/promises";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const NAMES = ["Ada", "Björn", "Chen", "Dalia", "Emeka", "Fatima", "Goran", "Hana", "Inés", "Jonas", "Keiko", "Liam"];
const SURNAMES = ["Abiola", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ivanova", "Jansen"];
const ROLES = ["member", "member", "member", "editor", "admin"];

/** The same data for the same count and seed, on every machine. */
export function generateDemoData({ count = 12, seed = 1 } = {}) {
  const random = randomNumbers(seed);
  const pick = (values) => values[Math.floor(random() * values.length)];
  const users = Array.from({ length: count }, (_user, index) => {
    const day = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 300) * 86_400_000);
    return {
      id: `u-${index + 1}`,
      name: `${pick(NAMES)} ${pick(SURNAMES)}`,
      // A domain that is reserved for examples: no mail can reach anybody.
      email: `user${index + 1}@example.org`,
      role: pick(ROLES),
      joinedAt: day.toISOString().slice(0, 10),
    };
  });
  return { users };
}

export function demoDataText(options) {
  return `${JSON.stringify(generateDemoData(options), undefined, 2)}\n`;
}

/** Park and Miller's: good enough for names, and short. */
function randomNumbers(seed) {
  let state = (Math.abs(Math.trunc(seed)) % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [count, seed] = argv.slice(2).map(Number);
  await writeFile(new URL("mock_data.json", import.meta.url), demoDataText({ count, seed }));
}
