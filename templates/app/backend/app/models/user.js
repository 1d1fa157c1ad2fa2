export const ROLES = ["member", "editor", "admin"];

const FIELDS = {
  id: (value) => /^[\w-]+$/.test(value) || "must be letters, digits, - and _",
  name: (value) => value.trim() !== "" || "must not be empty",
  email: (value) => /^[^@\s]+@[^@\s]+$/.test(value) || "must be an address",
  role: (value) => ROLES.includes(value) || `must be one of ${ROLES.join(", ")}`,
  joinedAt: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) || "must be a day such as 2026-01-31",
};

/** A user with its known fields and no others. Throws TypeError with everything that is wrong. */
export function parseUser(value) {
  const problems = Object.entries(FIELDS).flatMap(([name, check]) => {
    const field = value?.[name];
    const result = typeof field === "string" ? check(field) : "is missing";
    return result === true ? [] : [`${name} ${result}`];
  });
  if (problems.length > 0) throw new TypeError(`This is no user: ${problems.join("; ")}`);
  return Object.fromEntries(Object.keys(FIELDS).map((name) => [name, value[name]]));
}
