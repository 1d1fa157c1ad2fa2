export { inProcessPlugin } from "./adapters/memory/plugin.ts";
export { memoryCache } from "./adapters/memory/cache.ts";
export { type MemoryMedium, memoryMedium } from "./adapters/memory/medium.ts";
export { memoryStateStore } from "./adapters/memory/state-store.ts";
export { sqliteCache } from "./adapters/sqlite/cache.ts";
export { openDatabase } from "./adapters/sqlite/database.ts";
export { sqliteStateStore } from "./adapters/sqlite/state-store.ts";
export { type App, type AppOptions, openApp } from "./app/open-app.ts";
export type { Assessment } from "./core/assessment.ts";
export { EpicError, ERROR_CODES } from "./core/errors.ts";
export { type Settings, toSettings } from "./core/settings.ts";
export {
  type Coordinator,
  type CoordinatorParts,
  createCoordinator,
} from "./engine/coordinator.ts";
export { type Hooks, NO_HOOKS } from "./engine/hooks.ts";
export { createPluginHooks } from "./engine/plugin-hooks.ts";
export type { Observe, ProgressEvent } from "./engine/progress.ts";
export type { Cache, CacheFilter } from "./ports/cache.ts";
export type { Clock } from "./ports/clock.ts";
export type { PersonaAdapter, PersonaContext, ValidationResult } from "./ports/persona-adapter.ts";
export type { Plugin } from "./ports/plugin.ts";
export type { Claim, Lease, RunQuery, RunRecord, StateStore } from "./ports/state-store.ts";
export type { PluginContext, PluginHooks, WorkflowPlugin } from "./ports/workflow-plugin.ts";
export { renderJson } from "./reports/json.ts";
export { renderMarkdown } from "./reports/markdown.ts";
export { type CacheEntry, cacheEntrySchema } from "./schema/cache.ts";
export { type EpicResponse, epicResponseSchema } from "./schema/epic.ts";
export { type ErrorCode, type WorkflowError, workflowErrorSchema } from "./schema/error.ts";
export {
  type PersonaInput,
  personaInputSchema,
  type PersonaOutput,
  personaOutputSchema,
  type Recommendation,
  type Review,
  reviewSchema,
} from "./schema/persona.ts";
export { type PersonaRegistration, personaRegistrationSchema } from "./schema/registration.ts";
export { type EpicRequest, epicRequestSchema } from "./schema/request.ts";
export { type Checkpoint, checkpointSchema, type RunState, runStateSchema } from "./schema/run.ts";
export type { Workflow } from "./schema/workflow.ts";
