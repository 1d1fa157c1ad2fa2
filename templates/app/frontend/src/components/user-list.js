import { escapeHtml } from "../utils/escape-html.js";

/**
 * @param {import("../types/user.js").UsersResult} result
 * @returns {string} HTML in which all that users wrote is text
 */
export function renderUserList(result) {
  if (result.kind === "failed") return `<p>${escapeHtml(result.message)}</p>`;
  if (result.users.length === 0) return "<p>There are no users yet.</p>";
  const rows = result.users.map(
    ({ name, email, role }) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(email)}</td><td>${escapeHtml(role)}</td></tr>`,
  );
  const head = '<tr><th scope="col">Name</th><th scope="col">Email</th><th scope="col">Role</th></tr>';
  return `<table><thead>${head}</thead><tbody>${rows.join("")}</tbody></table>`;
}
