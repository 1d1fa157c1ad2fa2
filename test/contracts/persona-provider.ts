import { expect, test } from "vitest";

import { buildPersonaInput } from "../../src/core/persona-input.ts";
import type { PersonaAdapter, PersonaContext } from "../../src/ports/persona-adapter.ts";
import type { Usage } from "../../src/schema/expense.ts";
import { type Review, reviewSchema } from "../../src/schema/persona.ts";
import { request } from "../fakes/coordinator.ts";
import { review } from "../fakes/review.ts";

/** What whoever stands behind a provider does when it is asked. */
export type Behaviour =
  /** It answers with this text, as one answer of its kind. */
  | { readonly kind: "answers"; readonly text: string }
  /** It says that it will not. */
  | { readonly kind: "refuses"; readonly reason: string }
  /** It takes the question and says nothing for as long as anybody waits. */
  | { readonly kind: "hangs" }
  /** It asks to come back after so many seconds. */
  | { readonly kind: "busy"; readonly retryAfterSeconds: number }
  /** It begins with this text and then breaks off, as where a line is cut. */
  | { readonly kind: "breaks-off"; readonly text: string }
  /** It says more than anybody reads. */
  | { readonly kind: "floods" };

/** A provider whose other side behaves as told. */
export interface ProviderUnderTest {
  readonly adapter: PersonaAdapter;
  /** Whether anything of it still works on the question. */
  readonly isAtWork: () => Promise<boolean>;
}

/** The shortest time that this kind of provider can be given to time out by itself. */
export type OpenProvider = (
  behaviour: Behaviour,
  limits?: { readonly timeoutMs?: number },
) => Promise<ProviderUnderTest>;

const SAID = review("architect", { insights: ["One"], verdict: "CONCERNS" });

/** What every provider of reviews must do, whoever answers behind it, also a person. */
export function answererContract(kind: string, open: OpenProvider): void {
  test(`${kind}: an answer becomes a review`, async () => {
    const { adapter } = await open({ kind: "answers", text: JSON.stringify(SAID) });
    const said = await ask(adapter);
    expect(reviewSchema.parse(said)).toMatchObject({ verdict: "CONCERNS", insights: ["One"] });
    expect(said.version).toBe(adapter.registration.version);
  });

  test(`${kind}: an answer in prose and other casing becomes the same review`, async () => {
    const { insights } = SAID;
    const loose = {
      Verdict: "concerns",
      Insights: insights,
      recommendations: [],
      confidence: "0.8",
    };
    const text = `Here you are:\n\`\`\`json\n${JSON.stringify(loose)}\n\`\`\`\nGood luck!`;
    const { adapter } = await open({ kind: "answers", text });
    expect(await ask(adapter)).toMatchObject({ verdict: "CONCERNS", insights, confidence: 0.8 });
  });

  test(`${kind}: whoever gives up is heard at once, and the work stops`, async () => {
    const { adapter, isAtWork } = await open({ kind: "hangs" });
    const controller = new AbortController();
    const asked = ask(adapter, { signal: controller.signal }).catch((error: unknown) => error);
    await expect.poll(isAtWork, { timeout: 10_000 }).toBe(true);
    const enough = new Error("enough");
    controller.abort(enough);
    expect(await asked).toBe(enough);
    expect(await isAtWork()).toBe(false);
  });

  test(`${kind}: a signal that was aborted before asks nobody`, async () => {
    const { adapter, isAtWork } = await open({ kind: "hangs" });
    await expect(ask(adapter, { signal: AbortSignal.abort(new Error("late")) })).rejects.toThrow(
      "late",
    );
    expect(await isAtWork()).toBe(false);
  });

  test.each(["", "I could not find the time.", '{"verdict": "CONCERNS"}', "[1, 2]"])(
    `${kind}: %j is no review`,
    async (text) => {
      const { adapter } = await open({ kind: "answers", text });
      await expect(ask(adapter)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    },
  );

  test(`${kind}: an answer that breaks off before it says anything is no review`, async () => {
    const { adapter } = await open({ kind: "breaks-off", text: '{"verdict": "CONC' });
    await expect(ask(adapter)).rejects.toMatchObject({ recoverable: true });
  });
}

/** The same, and what only programs do, here or elsewhere: they say why not, and go on for ever. */
export function personaProviderContract(kind: string, open: OpenProvider): void {
  answererContract(kind, open);

  test(`${kind}: a refusal is told, and nobody need ask again`, async () => {
    const { adapter } = await open({ kind: "refuses", reason: "I review no weapons" });
    await expect(ask(adapter)).rejects.toMatchObject({
      code: "NOT_ALLOWED",
      recoverable: false,
      message: expect.stringContaining("I review no weapons"),
    });
  });

  test(`${kind}: whoever says nothing is given up on, and stops working`, async () => {
    const { adapter, isAtWork } = await open({ kind: "hangs" }, { timeoutMs: 1000 });
    await expect(ask(adapter)).rejects.toMatchObject({ code: "TIMEOUT", recoverable: true });
    expect(await isAtWork()).toBe(false);
  });

  test(`${kind}: whoever is busy says when to come back`, async () => {
    const { adapter } = await open({ kind: "busy", retryAfterSeconds: 7 });
    await expect(ask(adapter)).rejects.toMatchObject({ recoverable: true, retryAfterMs: 7000 });
  });

  test(`${kind}: more than anybody reads is not read, and whoever says it is stopped`, async () => {
    const { adapter, isAtWork } = await open({ kind: "floods" });
    await expect(ask(adapter)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    expect(await isAtWork()).toBe(false);
  });
}

/** Asks as the engine does. */
export async function ask(
  adapter: PersonaAdapter,
  rest: Partial<PersonaContext> & { readonly spent?: Usage[] } = {},
): Promise<Review> {
  const { spent = [], ...context } = rest;
  const input = buildPersonaInput(request(), adapter.registration, []);
  const answer = await adapter.execute(input, {
    signal: new AbortController().signal,
    taskId: "task-1",
    idempotencyKey: "task-1:architect",
    report: () => {},
    admit: () => {},
    spend: (usage) => void spent.push(usage),
    ...context,
  });
  return adapter.transform(answer);
}
