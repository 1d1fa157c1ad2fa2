import { isAuthorised } from "../auth/bearer.js";

/**
 * Answers one request, however it came in. Everything below /api but the health check asks for the
 * token.
 *
 * @param {{ method: string, path: string, headers: Record<string, string | undefined> }} request
 * @param {{ users: ReturnType<import("../services/users.js").createUserService>, token: string }} app
 * @returns {{ status: number, body: unknown }}
 */
export function answer({ method, path, headers }, { users, token }) {
  if (method !== "GET") return failure(405, "Only GET is allowed");
  if (path === "/api/health") return { status: 200, body: { status: "ok", users: users.list().length } };
  if (!isAuthorised(headers.authorization, token)) return failure(401, "The token is missing or wrong");
  if (path === "/api/users") return { status: 200, body: { users: users.list() } };
  const [, id] = /^\/api\/users\/([\w-]+)$/.exec(path) ?? [];
  const user = id === undefined ? undefined : users.find(id);
  return user ? { status: 200, body: user } : failure(404, `There is no ${path}`);
}

function failure(status, message) {
  return { status, body: { error: message } };
}
