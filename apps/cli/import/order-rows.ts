import { contentDigest } from './derived-ids';

/** Rows of one order that say different things, and of which none says that it is newer. */
export class OrderRows {
  private readonly first = new Map<string, { line: number; digest: string }>();

  /** @returns why the row cannot be taken; undefined for the first row of an order, and one that repeats it */
  faultOf(line: number, orderId: string, content: unknown): string | undefined {
    const digest = contentDigest(content);
    const known = this.first.get(orderId);
    if (known === undefined) this.first.set(orderId, { line, digest });
    if (known === undefined || known.digest === digest) return undefined;
    return `says something else of order ${orderId} than line ${known.line}, and nothing says which is newer`;
  }
}
