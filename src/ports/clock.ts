/** Milliseconds since 1970 (UTC). May jump in either direction, as wall clocks do. */
export interface Clock {
  now(): number;
}
