import { posix } from "node:path";

import { parseSync } from "rolldown/utils";

import type { Floor } from "./floors.ts";

export interface House {
  readonly floors: Readonly<Record<string, Floor>>;
  readonly globals: Readonly<Record<string, readonly string[]>>;
}

/**
 * Every place where the tree leaves the house rules, one sentence each. `tree` is the source text
 * by path below src/.
 */
export function findTrespasses(tree: Readonly<Record<string, string>>, house: House): string[] {
  const files = Object.keys(tree);
  const empty = Object.keys(house.floors).filter(
    (floor) => !files.some((file) => floorOf(file, house) === floor),
  );
  return [
    ...empty.map((floor) => `${floor} has a rule and no files`),
    ...Object.entries(tree).flatMap(([file, text]) => trespassesOf(file, text, house)),
  ];
}

function trespassesOf(file: string, text: string, house: House): string[] {
  const floor = floorOf(file, house);
  const rule = floor === undefined ? undefined : house.floors[floor];
  if (floor === undefined || !rule) return [`${file} is on no floor`];
  const { program, errors } = parseSync(file, text);
  const uses = usesOf(program);
  return [
    ...errors.map(({ message }) => `${file} does not parse: ${message}`),
    ...uses.imports
      .filter((target) => !mayImport(file, target, floor, rule))
      .map((target) => `${file} imports ${target}`),
    ...uses.globals
      .filter((name) => !mayUse(file, name, house))
      .map((name) => `${file} uses ${name}`),
  ];
}

function mayImport(file: string, target: string, floor: string, rule: Floor): boolean {
  if (target.startsWith(".")) {
    const reached = posix.join(posix.dirname(file), target);
    return [floor, ...rule.floors].some((place) => isBelow(reached, place));
  }
  // The modules behind globals would be a way around the rules for these.
  if (["node:process", "process", "node:console", "console"].includes(target)) return false;
  if (target.startsWith("node:")) return rule.builtins?.includes(target) ?? true;
  return rule.packages.includes(target);
}

function mayUse(file: string, name: string, { globals }: House): boolean {
  return globals[name]?.some((place) => isBelow(file, place)) ?? true;
}

/** The longest key of the table that the file lies below. */
function floorOf(file: string, { floors }: House): string | undefined {
  return Object.keys(floors)
    .filter((floor) => isBelow(file, floor))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isBelow(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

interface Uses {
  readonly imports: string[];
  readonly globals: string[];
}

interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What a module imports in any manner, and what it takes from `process` and `console`. */
function usesOf(program: unknown): Uses {
  const uses: Uses = { imports: [], globals: [] };
  walk(program, (node) => {
    // Import and export declarations, import() and import types: whatever has a source imports it.
    if (isNode(node.source)) uses.imports.push(nameOf(node.source) ?? "a computed path");
    if (node.type === "MemberExpression") uses.globals.push(...memberOf(node));
    if (node.type === "VariableDeclarator") uses.globals.push(...takenFrom(node));
  });
  return uses;
}

/** `console.log` is a use of `console`, `process.env` and `process["env"]` one of `process.env`. */
function memberOf({ object, property }: SyntaxNode): string[] {
  const owner = isNode(object) ? nameOf(object) : undefined;
  const member = isNode(property) ? nameOf(property) : undefined;
  if (owner === "globalThis" && member !== undefined) return [member];
  return owner === undefined ? [] : [owner, `${owner}.${member ?? "?"}`];
}

/** `const { env } = process` */
function takenFrom({ id, init }: SyntaxNode): string[] {
  const owner = isNode(init) ? nameOf(init) : undefined;
  if (owner === undefined || !isNode(id) || !Array.isArray(id.properties)) return [];
  const keys = id.properties.filter(isNode).map(({ key }) => (isNode(key) ? nameOf(key) : "?"));
  return keys.map((key) => `${owner}.${key ?? "?"}`);
}

/** The name of an identifier, the text of a literal. */
function nameOf({ type, name, value }: SyntaxNode): string | undefined {
  if (type === "Identifier" && typeof name === "string") return name;
  return type === "Literal" && typeof value === "string" ? value : undefined;
}

function walk(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) for (const member of value) walk(member, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const member of Object.values(value)) walk(member, visit);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value;
}
