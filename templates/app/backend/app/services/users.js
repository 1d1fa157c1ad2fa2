import { parseUser } from "../models/user.js";

/** The users of the application. Throws TypeError for a record that is none, or an id used twice. */
export function createUserService(records) {
  const users = new Map();
  for (const user of records.map(parseUser)) {
    if (users.has(user.id)) throw new TypeError(`The id ${user.id} is used twice`);
    users.set(user.id, user);
  }
  return {
    /** By name. */
    list: () => [...users.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    find: (id) => users.get(id),
  };
}
