import { readDescription } from "../../rulebook/detect.ts";
import { openScene, type Scene } from "../../rulebook/playbook/scene.ts";
import type { Knowledge } from "../../schema/knowledge.ts";
import { loadPlaybook } from "./load-playbook.ts";

/** More than the epics that one process has under review at once. */
const MOST_KEPT = 8;

/** What a description says, and which kinds of feature it is of. */
export type Read = (description: string) => Scene;

/** Reads each description once, however many personas ask for it. */
export function createReader(knowledge: Knowledge): Read {
  const scenes = new Map<string, Scene>();
  return (description) => {
    const known = scenes.get(description);
    if (known) return known;
    const reading = readDescription(description, knowledge);
    const scene = openScene(reading, knowledge, loadPlaybook);
    const [oldest] = scenes.keys();
    if (oldest !== undefined && scenes.size >= MOST_KEPT) scenes.delete(oldest);
    scenes.set(description, scene);
    return scene;
  };
}
