const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that stays text wherever it is put into HTML. */
export function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
}
