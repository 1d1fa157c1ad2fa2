import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

import { answer } from "./routes.js";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
};

/** For `createServer` of node:http: the API below /api, and the page. */
export function createListener({ pages, ...app }) {
  return async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname.startsWith("/api/")) {
      const { method, headers } = request;
      const { status, body } = answer({ method, path: pathname, headers }, app);
      send(response, status, ".json", JSON.stringify(body));
      return;
    }
    const file = fileFor(pages, pathname);
    const text = file === undefined ? undefined : await readFile(file).catch(() => undefined);
    if (text === undefined) send(response, 404, ".html", "<h1>Not found</h1>");
    else send(response, 200, extname(file), text);
  };
}

/** Nothing outside of the folder of the page, and of it nothing but kinds that a browser needs. */
function fileFor(pages, pathname) {
  const path = decodeURIComponent(pathname === "/" ? "/index.html" : pathname);
  const file = resolve(join(pages, path));
  return file.startsWith(resolve(pages) + sep) && extname(file) in TYPES ? file : undefined;
}

function send(response, status, extension, body) {
  response.writeHead(status, {
    "content-type": `${TYPES[extension]}; charset=utf-8`,
    "content-security-policy": "default-src 'self'",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
