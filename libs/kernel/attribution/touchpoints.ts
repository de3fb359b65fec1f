/** The store of one merchant's touchpoints, by the device that each was seen on. */
import type { Pseudonym } from '../identity/identifier';
import { Changes, Index, NotPrefetched, type Keeping } from '../tables';
import type { Millis } from '../time';
import type { Touchpoint } from './touchpoint';

/** What is known of the touchpoints that the prefetch left out, of a device with very many. */
export interface LeftOut {
  /** When the device's earliest touchpoint occurred. */
  firstAt: Millis;
  /** Time of a purchase → how many that are not later were left out. None of them can earn a credit or be listed. */
  until: ReadonlyMap<Millis, number>;
}

export class Touchpoints {
  readonly byDevice: Index<Touchpoint>;
  readonly added: Changes<Touchpoint>;
  private readonly leftOut = new Map<Pseudonym, LeftOut>();

  constructor(keeping: Keeping) {
    this.byDevice = new Index('touchpoints', keeping);
    this.added = new Changes(keeping);
  }

  of(device: Pseudonym): readonly Touchpoint[] {
    return this.byDevice.get(device);
  }

  /** How many more touchpoints of the device are not later than a purchase. */
  leftOutUntil(device: Pseudonym, purchasedAt: Millis): number {
    const leftOut = this.leftOut.get(device);
    if (leftOut === undefined) return 0;
    const count = leftOut.until.get(purchasedAt);
    if (count === undefined) throw new NotPrefetched(`touchpoints of ${device} until ${purchasedAt}`);
    return count;
  }

  /** When the earliest touchpoint of the device occurred; Infinity if it has none. */
  firstAt(device: Pseudonym): Millis {
    const loaded = this.of(device).reduce((first, { occurredAt }) => Math.min(first, occurredAt), Infinity);
    return Math.min(loaded, this.leftOut.get(device)?.firstAt ?? Infinity);
  }

  add(touchpoint: Touchpoint): void {
    this.byDevice.add(touchpoint.identifierId, touchpoint);
    this.added.add(touchpoint);
  }

  /** Loads a part of a device's touchpoints, and what is known of the others. */
  loadPart(device: Pseudonym, touchpoints: Touchpoint[], leftOut: LeftOut): void {
    this.byDevice.load(device, touchpoints);
    this.leftOut.set(device, leftOut);
  }
}
