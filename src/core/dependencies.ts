export interface Dependent {
  readonly id: string;
  readonly dependencies: readonly string[];
}

/** A node whose dependencies are being put in order. */
interface Visit<T> {
  readonly node: T;
  readonly ahead: Iterator<string>;
  readonly kept: string[];
}

/**
 * The same nodes, each after those that it depends on and otherwise in the order given. Dropped are
 * dependencies on unknown ids and those that close a circle, so the result always has an order.
 * Not recursive: a chain may be as long as a model makes it.
 */
export function arrange<T extends Dependent>(nodes: readonly T[]): T[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const arranged = new Map<string, T>();
  for (const root of nodes) {
    if (!arranged.has(root.id)) arrangeFrom(root, byId, arranged);
  }
  return [...arranged.values()];
}

function arrangeFrom<T extends Dependent>(
  root: T,
  byId: ReadonlyMap<string, T>,
  arranged: Map<string, T>,
): void {
  const path = [visitOf(root)];
  const open = new Set([root.id]);
  for (let visit = path.at(-1); visit; visit = path.at(-1)) {
    const { node, ahead, kept } = visit;
    const next = ahead.next();
    if (next.done) {
      arranged.set(node.id, { ...node, dependencies: kept });
      open.delete(node.id);
      path.pop();
    } else {
      const target = byId.get(next.value);
      if (!target || open.has(target.id)) continue;
      kept.push(target.id);
      if (arranged.has(target.id)) continue;
      open.add(target.id);
      path.push(visitOf(target));
    }
  }
}

function visitOf<T extends Dependent>(node: T): Visit<T> {
  return { node, ahead: new Set(node.dependencies).values(), kept: [] };
}
