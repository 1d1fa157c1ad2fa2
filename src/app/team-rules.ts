import { existsSync } from "node:fs";
import { join } from "node:path";

import { type ConfigRequest, readConfigLayers, readLayer } from "../adapters/files/load-config.ts";
import { findPlaces } from "../adapters/files/places.ts";
import { entriesOf } from "../adapters/ticket-files/scan-folders.ts";
import type { ConfigLayer } from "../core/config.ts";
import { TICKETS_FOLDER } from "../core/ticket-path.ts";
import type { Config, TicketRules } from "../schema/config.ts";
import { teamNameSchema } from "../schema/ticket.ts";

/** What all teams inherit from, besides the project. */
const SHARED = "SHARED";

type TeamRules = (team: string | undefined) => TicketRules;

/**
 * The rules of each team: the project's, below those of `.ai/workflow/SHARED/config.yml`, below those
 * of the team's own `config.yml`. Throws INVALID_INPUT naming the file, line and key.
 */
export async function loadTeamRules(
  project: string,
  root: string,
  options: Omit<ConfigRequest, "defaults">,
): Promise<TeamRules> {
  const { config: defaults } = await import("#defaults");
  // Where planning is kept apart, its own configuration counts unless the project has one.
  const own = root === project ? undefined : findPlaces(root, options.env).projectConfig;
  const configFile = options.configFile ?? own;
  const { layers } = await readConfigLayers({ ...options, defaults, configFile });
  const [, ...written] = layers;
  const shared = await readTeamLayer(root, SHARED, options.cwd);
  const rules = new Map<string | undefined, TicketRules>();
  rules.set(undefined, await resolveRules(defaults, written));
  const inherited = await resolveRules(defaults, [...written, ...shared]);
  for (const team of teamsWithConfig(root)) {
    const layer = team === SHARED ? [] : await readTeamLayer(root, team, options.cwd);
    rules.set(team, await resolveRules(defaults, [...written, ...shared, ...layer]));
  }
  return (team) => rules.get(team) ?? inherited;
}

async function resolveRules(
  defaults: Config,
  layers: readonly ConfigLayer[],
): Promise<TicketRules> {
  if (layers.length === 0) return defaults.tickets;
  const { resolveConfig } = await import("../core/config-check.ts");
  return resolveConfig(defaults, layers).tickets;
}

async function readTeamLayer(root: string, team: string, cwd: string): Promise<ConfigLayer[]> {
  const file = teamConfig(root, team);
  return existsSync(file) ? [await readLayer("team file", cwd, file)] : [];
}

function teamsWithConfig(root: string): readonly string[] {
  return entriesOf(root, TICKETS_FOLDER)
    .map(({ name }) => name)
    .filter((name) => teamNameSchema.safeParse(name).success)
    .filter((name) => existsSync(teamConfig(root, name)));
}

function teamConfig(root: string, team: string): string {
  return join(root, TICKETS_FOLDER, team, "config.yml");
}
