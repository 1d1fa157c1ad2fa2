import { EpicError } from "../../core/errors.ts";
import { refuseEgress } from "../../core/models/egress.ts";

export interface Guard {
  /** Of the provider, for messages. */
  readonly name: string;
  readonly allowEgress: boolean;
  /** The longest that nothing may come: before the first byte, and between any two. */
  readonly idleMs: number;
  readonly maxBytes: number;
}

/**
 * fetch that leaves this machine only where it may, follows no one elsewhere with a key in its hand,
 * and gives up on a server that says nothing, or never stops.
 */
export function guardedFetch(guard: Guard): typeof fetch {
  return async (input, init = {}) => {
    if (!guard.allowEgress) refuseEgress(guard.name, new URL(urlOf(input)));
    const idle = openIdle(guard);
    const signals = [init.signal, idle.signal].filter((signal) => signal instanceof AbortSignal);
    try {
      const signal = AbortSignal.any(signals);
      const response = await fetch(input, { ...init, signal, redirect: "error" });
      const { status, statusText, headers } = response;
      const body = response.body?.pipeThrough(watch(guard, idle)) ?? null;
      if (!body) idle.stop();
      return new Response(body, { status, statusText, headers });
    } catch (error) {
      idle.stop();
      throw idle.signal.aborted ? idle.signal.reason : error;
    }
  };
}

const urlOf = (input: string | URL | Request): string | URL =>
  input instanceof Request ? input.url : input;

interface Idle {
  readonly signal: AbortSignal;
  readonly touch: () => void;
  readonly stop: () => void;
}

function openIdle({ name, idleMs }: Guard): Idle {
  const controller = new AbortController();
  const giveUp = () =>
    controller.abort(
      new EpicError("TIMEOUT", `${name} sent nothing for ${idleMs / 1000} s`, {
        hint: `raise providers.${name}.timeout, or coordination.networkTimeout`,
      }),
    );
  // An answer that nobody waits for any more must not keep the process; the connection does, while it lasts.
  const timer = setTimeout(giveUp, idleMs).unref();
  return {
    signal: controller.signal,
    touch: () => timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}

function watch(
  { name, maxBytes }: Guard,
  idle: Idle,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      idle.touch();
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) {
        controller.enqueue(chunk);
        return;
      }
      idle.stop();
      const message = `${name} sent more than ${maxBytes} bytes and was stopped`;
      controller.error(new EpicError("VALIDATION_FAILED", message));
    },
    flush: () => idle.stop(),
  });
}
