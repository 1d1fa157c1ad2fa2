/**
 * The document beside all tickets that lists them. Throws STORAGE_ERROR and INVALID_INPUT as
 * TicketFiles does.
 */
export interface TreeIndex {
  /** Undefined where there is none yet. */
  read(): Promise<string | undefined>;
  /** Throws STORAGE_ERROR where it is no longer as it was before. */
  write(change: { readonly before: string | undefined; readonly after: string }): Promise<void>;
}
