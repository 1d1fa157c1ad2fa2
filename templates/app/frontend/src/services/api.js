/**
 * @param {{ token: string, fetch?: typeof globalThis.fetch }} options
 * @returns {{ users(): Promise<import("../types/user.js").UsersResult> }}
 */
export function createApi({ token, fetch = globalThis.fetch }) {
  return {
    async users() {
      try {
        const headers = { authorization: `Bearer ${token}` };
        const response = await fetch("/api/users", { headers });
        const body = await response.json();
        return response.ok
          ? { kind: "users", users: body.users }
          : { kind: "failed", message: body.error };
      } catch {
        return { kind: "failed", message: "The server cannot be reached." };
      }
    },
  };
}
