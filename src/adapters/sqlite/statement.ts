/**
 * A prepared statement, with what it takes and the rows it gives. Our own words for it, because the
 * published types must not need those of the driver.
 */
export interface Statement<P extends unknown[], R> {
  run(...parameters: P): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...parameters: P): R | undefined;
  all(...parameters: P): R[];
  iterate(...parameters: P): Iterable<R>;
}
