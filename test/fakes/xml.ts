export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const TOKEN =
  /<\?xml version="1\.0" encoding="UTF-8"\?>|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITY = /&(?:amp|lt|gt|quot|#\d+);/g;

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/** A document of elements, attributes and text. Throws where it is not well-formed. */
export function parseXml(document: string): XmlElement {
  const root: OpenElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(document);
    if (!match) throw new Error(`Not well-formed at ${document.slice(at, at + 60)}`);
    take(match, open);
  }
  const [only, second] = root.children;
  if (open.length !== 1 || !only || second) throw new Error("There is not one root");
  return only;
}

function take([, close, name, attributes = "", empty, text]: RegExpExecArray, open: OpenElement[]) {
  const current = open.at(-1);
  if (!current) throw new Error("Something follows the root");
  if (text !== undefined) current.text += unescape(text);
  if (name === undefined) return;
  if (close) {
    if (current.name !== name) throw new Error(`</${name}> closes <${current.name}>`);
    open.pop();
    return;
  }
  const element = { name, attributes: readAttributes(attributes), children: [], text: "" };
  current.children.push(element);
  if (!empty) open.push(element);
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)];
  const values = pairs.map(([, key = "", value = ""]) => [key, unescape(value)] as const);
  if (new Map(values).size !== pairs.length) throw new Error(`An attribute is repeated: ${text}`);
  return Object.fromEntries(values);
}

function unescape(text: string): string {
  if (text.replaceAll(ENTITY, "").includes("&")) throw new Error(`A bare & in ${text}`);
  return text
    .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
