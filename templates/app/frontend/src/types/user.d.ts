/** As the API answers. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "member" | "editor" | "admin";
  /** As in 2026-01-31. */
  readonly joinedAt: string;
}

export type UsersResult =
  | { readonly kind: "users"; readonly users: readonly User[] }
  | { readonly kind: "failed"; readonly message: string };
