/**
 * A rule says what one kind of fact does: what its decision needs to know of the world before the fact, how the fact
 * alone changes the world, and which decisions follow. `kernel.ts` lists the rules.
 */
import type { Deciding } from './deciding';
import type { Moment } from './time';
import type { MerchantWorld } from './world';

interface Parts<Data, Before> {
  /** What `decide` needs to know of the world as it was before the fact. */
  before?(merchant: MerchantWorld, data: Data): Before;
  evolve?(merchant: MerchantWorld, data: Data, moment: Moment): void;
  decide?(deciding: Deciding, data: Data, before: Before): void;
}

export interface FactRule<Data> {
  /** Changes the world by the fact alone. */
  evolve(merchant: MerchantWorld, data: Data, moment: Moment): void;
  /** Changes the world by the fact and by its decisions. */
  apply(deciding: Deciding, data: Data): void;
}

export function factRule<Data, Before = undefined>({ before, evolve, decide }: Parts<Data, Before>): FactRule<Data> {
  return {
    evolve: (merchant, data, moment) => evolve?.(merchant, data, moment),
    apply: (deciding, data) => {
      const { merchant } = deciding;
      const known = before?.(merchant, data) as Before;
      evolve?.(merchant, data, deciding);
      decide?.(deciding, data, known);
    },
  };
}
