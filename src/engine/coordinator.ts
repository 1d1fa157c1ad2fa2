import { aggregate } from "../core/aggregate.ts";
import type { Assessment } from "../core/assessment.ts";
import { bodiesOf, parseEpicRecord, recordEpic, restoreEpic } from "../core/epic-record.ts";
import { EpicError } from "../core/errors.ts";
import { storedObject } from "../core/hash.ts";
import { parseInput } from "../core/parse.ts";
import { personaOutput } from "../core/persona-output.ts";
import { planReviews } from "../core/plan.ts";
import { completedPersonas, replay } from "../core/run-state.ts";
import { screenDescription } from "../core/screen.ts";
import type { Settings } from "../core/settings.ts";
import { epicTitle } from "../core/title.ts";
import { VERSION } from "../core/version.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { EpicResponse } from "../schema/epic.ts";
import { type PersonaOutput, reviewSchema } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { EpicRequest } from "../schema/request.ts";
import type { RunState } from "../schema/run.ts";
import type { Workflow } from "../schema/workflow.ts";
import { withDeadline } from "./deadline.ts";
import { heartbeat } from "./heartbeat.ts";
import { claimRun, type Journal, type JournalParts, openJournal } from "./journal.ts";
import type { Observe } from "./progress.ts";
import { type LevelParts, reviewLevels } from "./review-levels.ts";
import type { PersonaRunner } from "./run-persona.ts";
import { stopRun } from "./stop-run.ts";

export interface Coordinator {
  /** Reviews an epic from the start. Throws EpicError; a run that began can then be resumed. */
  execute(request: EpicRequest, signal?: AbortSignal): Promise<EpicResponse>;
  /** Continues the run that a checkpoint belongs to; a finished run answers with its epic. */
  resume(reference: string, signal?: AbortSignal): Promise<EpicResponse>;
  getStatus(reference: string): Promise<RunState>;
  /** The epic of a finished run, by epic, task or checkpoint id, a unique prefix, or `latest`. */
  getEpic(reference: string): Promise<EpicResponse>;
}

export interface CoordinatorParts extends JournalParts, PersonaRunner {
  readonly settings: Settings;
  readonly workflows: readonly Workflow[];
  readonly registrations: readonly PersonaRegistration[];
  /** Who answers for a persona. Throws PERSONA_UNAVAILABLE where nobody can. */
  readonly adapterFor: (registration: PersonaRegistration) => PersonaAdapter;
  /** What the rulebook makes of the epic as a whole, whoever answered for the personas. */
  readonly assess: (request: EpicRequest, outputs: readonly PersonaOutput[]) => Assessment;
  readonly rulebookVersion: string;
  /** sha256 of the configuration that can change an answer. */
  readonly configuration: string;
  readonly memoryBytes: () => number;
  readonly observe: Observe;
}

export function createCoordinator(parts: CoordinatorParts): Coordinator {
  const { store, clock, newId, settings, observe } = parts;

  return {
    async execute(request, signal = new AbortController().signal) {
      const screened = screenDescription(request.description, settings.descriptionBytes);
      const { description, warnings } = screened;
      const { registrations, plan } = planRun({ ...request, description });
      const [taskId, epicId] = [newId("task"), newId("epic")];
      const { description: _description, ...frame } = request;
      const stored = storedObject("description", description);
      const lease = await claimRun(taskId, parts);
      const journal = await openJournal(
        lease,
        epicTitle(description),
        {
          kind: "new",
          text: description,
          description: stored,
          event: {
            kind: "started",
            epicId,
            request: frame,
            description: stored.hash,
            plan: plan.map((level) => [...level]),
            configuration: parts.configuration,
            program: VERSION,
            warnings: [...warnings],
          },
        },
        parts,
      );
      return await advance(journal, registrations, signal);
    },

    async resume(reference, signal = new AbortController().signal) {
      const found = await loadRun(reference);
      if (found.status === "completed") return await loadEpic(found);
      const { registrations } = planRun(found.request);
      const lease = await claimRun(found.taskId, parts);
      // Another process may have gone on between the look and the claim.
      const state = await loadRun(found.taskId);
      const journal = await openJournal(
        lease,
        epicTitle(state.request.description),
        { kind: "existing", state },
        parts,
      );
      if (state.status === "completed") {
        await journal.release();
        return await loadEpic(state);
      }
      await journal.record("before", { kind: "resumed", owner: parts.owner });
      return await advance(journal, registrations, signal);
    },

    getStatus: loadRun,
    getEpic: async (reference) => await loadEpic(await loadRun(reference)),
  };

  function planRun(request: EpicRequest) {
    const custom = Object.values(request.options.customPersonas);
    const customNames = custom.map(({ name }) => name);
    const registrations = [
      ...parts.registrations.filter(({ name }) => !customNames.includes(name)),
      ...custom,
    ];
    const workflow = parts.workflows.find(({ mode }) => mode === request.mode);
    if (!workflow) throw new EpicError("SYSTEM_ERROR", `No workflow serves ${request.mode}`);
    const plan = planReviews({
      mode: request.mode,
      workflow,
      registrations,
      custom: customNames,
      excluded: request.options.excludePersonas,
      isRequired: (name) => isRequired(name, registrations),
    });
    return { registrations, plan };
  }

  function isRequired(name: string, registrations: readonly PersonaRegistration[]): boolean {
    const registered = registrations.find((registration) => registration.name === name);
    return settings.personaRequired(name) ?? registered?.required ?? false;
  }

  async function advance(
    journal: Journal,
    registrations: readonly PersonaRegistration[],
    signal: AbortSignal,
  ): Promise<EpicResponse> {
    const levelParts: LevelParts = {
      ...parts,
      registrations,
      isRequired: (name) => isRequired(name, registrations),
    };
    const started = journal.state();
    observe({
      kind: "run-started",
      taskId: started.taskId,
      epicId: started.epicId,
      personas: started.plan.flat(),
      completed: started.completedPersonas,
      warnings: started.metadata.warnings,
    });
    const beat = heartbeat(journal, parts, signal);
    try {
      return await withDeadline(
        "The run",
        settings.workflowTimeoutMs,
        beat.signal,
        async (limit) => {
          await reviewLevels(journal, levelParts, beat, limit);
          return await finish(journal, registrations);
        },
      );
    } catch (error) {
      throw await stopRun(journal, error, observe);
    } finally {
      beat.stop();
      await journal.release();
    }
  }

  async function finish(
    journal: Journal,
    registrations: readonly PersonaRegistration[],
  ): Promise<EpicResponse> {
    const state = journal.state();
    const outputs = await outputsOf(state, registrations);
    const response = aggregate({
      state,
      outputs,
      assessment: parts.assess(state.request, outputs),
      completedAt: new Date(clock.now()).toISOString(),
      program: VERSION,
      rulebook: parts.rulebookVersion,
    });
    const { record, bodies } = recordEpic(response);
    const event = { kind: "finished", epic: record.hash } as const;
    const checkpoint = await journal.record("final", event, [record, ...bodies]);
    observe({ kind: "checkpoint", checkpointId: checkpoint.id, reason: "final" });
    observe({
      kind: "run-finished",
      taskId: state.taskId,
      epicId: state.epicId,
      verdict: response.epic.verdict,
      totalExecutionTimeMs: response.epic.metadata.totalExecutionTime,
    });
    return response;
  }

  async function outputsOf(
    state: RunState,
    registrations: readonly PersonaRegistration[],
  ): Promise<readonly PersonaOutput[]> {
    const completed = completedPersonas(state);
    const bodies = await store.bodies(completed.map(({ hash }) => hash));
    return completed.flatMap(({ name }, at) => {
      const persona = state.personaStates[name];
      if (persona?.status !== "completed") return [];
      const review = parseInput(reviewSchema, bodies[at], `The stored review of ${name}`);
      const order = registrations.find((registration) => registration.name === name)?.reviewOrder;
      return [personaOutput(name, order ?? 0, review, persona)];
    });
  }

  async function loadRun(reference: string): Promise<RunState> {
    const named = await store.load(reference);
    const taskId = named[0]?.taskId ?? reference;
    const checkpoints = await store.load(taskId);
    const event = checkpoints[0]?.event;
    const [description] = event?.kind === "started" ? await store.bodies([event.description]) : [];
    return replay(checkpoints, String(description));
  }

  async function loadEpic(state: RunState): Promise<EpicResponse> {
    if (state.epic === undefined) {
      throw new EpicError(
        "NOT_FOUND",
        `Run ${state.taskId} has no epic yet: it is ${state.status}`,
        {
          hint: `epic resume ${state.taskId}`,
        },
      );
    }
    const [body] = await store.bodies([state.epic]);
    const record = parseEpicRecord(body);
    return restoreEpic(record, await store.bodies(bodiesOf(record)));
  }
}
