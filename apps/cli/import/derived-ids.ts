import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../libs/kernel/canonical-json';

/**
 * Derives ids for lines without one from the line's content and the number of earlier lines with that content. So the
 * same file gives the same ids, and two equal lines are still two facts.
 */
export class DerivedIds {
  private readonly seen = new Map<string, number>();

  next(content: unknown): string {
    const digest = contentDigest(content);
    const count = (this.seen.get(digest) ?? 0) + 1;
    this.seen.set(digest, count);
    return count === 1 ? digest : `${digest}-${count}`;
  }
}

export function contentDigest(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 22);
}
