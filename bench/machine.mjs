import { arch, availableParallelism, cpus, platform, release, totalmem } from "node:os";

/** What the figures were measured on. */
export function describeMachine() {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const system = `${platform()} ${release().split("-")[0]} ${arch()}`;
  return `${availableParallelism()} cores of ${model}, ${memory}, ${system}, Node ${process.version}`;
}
