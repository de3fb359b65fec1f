/** Union-find over strings: elements belong together directly or through others. */
export class Components {
  private readonly parents = new Map<string, string>();

  /** The representative of the element's component. */
  of(element: string): string {
    let root = element;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent;
    // Path compression.
    for (let at = element; at !== root;) {
      const next = this.parents.get(at)!;
      this.parents.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const rootA = this.of(a);
    const rootB = this.of(b);
    if (rootA !== rootB) this.parents.set(rootA, rootB);
  }
}
