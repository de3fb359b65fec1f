/** The connected sets of a graph by flooding, sorted, each sorted: the definition to compare with. */
export function connectedSets(nodes: Iterable<string>, edges: readonly (readonly [string, string])[]): string[][] {
  const neighbours = new Map<string, string[]>();
  for (const node of nodes) neighbours.set(node, []);
  for (const [a, b] of edges) {
    neighbours.get(a)!.push(b);
    neighbours.get(b)!.push(a);
  }
  const reached = new Set<string>();
  const sets: string[][] = [];
  for (const start of [...neighbours.keys()].sort()) {
    if (reached.has(start)) continue;
    reached.add(start);
    const set = [start];
    for (const node of set) {
      for (const next of neighbours.get(node)!) {
        if (reached.has(next)) continue;
        reached.add(next);
        set.push(next);
      }
    }
    sets.push(set.sort());
  }
  return sets;
}
