/** The store of one merchant's touchpoints, by the device that each was seen on. */
import type { Pseudonym } from '../identity/identifier';
import { Changes, Index, type Keeping } from '../tables';
import type { Touchpoint } from './touchpoint';

export class Touchpoints {
  readonly byDevice: Index<Touchpoint>;
  readonly added: Changes<Touchpoint>;

  constructor(keeping: Keeping) {
    this.byDevice = new Index('touchpoints', keeping);
    this.added = new Changes(keeping);
  }

  of(device: Pseudonym): readonly Touchpoint[] {
    return this.byDevice.get(device);
  }

  add(touchpoint: Touchpoint): void {
    this.byDevice.add(touchpoint.identifierId, touchpoint);
    this.added.add(touchpoint);
  }
}
