import { EpicError } from "../errors.ts";

/** Whether a host is this machine. Names are not looked up: what needs asking is not known to stay. */
export function isThisMachine(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "::1" ||
    host === "::" ||
    host === "0.0.0.0" ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}

/** Throws NOT_ALLOWED for an address beyond this machine. */
export function refuseEgress(who: string, { hostname }: { readonly hostname: string }): void {
  if (isThisMachine(hostname)) return;
  throw new EpicError("NOT_ALLOWED", `--no-egress forbids ${who} to call ${hostname}`, {
    hint: "leave the flag out, or choose the rulebook or a model on this machine",
  });
}
