/** Given earlier facts, when a step happens, then exactly the expected decisions follow, in order. */
import type { Decision, DecisionType } from '../../../libs/kernel/decisions';
import type { PolicyPatch } from '../../../libs/kernel/policy';
import { MERCHANT, orderIdOf } from './universe';
import { Simulation, type Step } from './simulation';

export const given = (...steps: Step[]) => givenUnder({}, ...steps);

export function givenUnder(policy: PolicyPatch, ...steps: Step[]) {
  const simulation = Simulation.of(policy).play(...steps);
  return {
    /** One fact, or time that passes with the timers that come due in it. */
    when(...happens: Step[]) {
      const before = simulation.played.length;
      simulation.play(...happens);
      const decisions = simulation.played.slice(before).flatMap((played) => played.decisions);
      return {
        simulation,
        decisions,
        then(...expected: unknown[]) {
          expect(decisions).toEqual(expected);
          return simulation;
        },
      };
    },
  };
}

type DataOf<T extends DecisionType> = Extract<Decision, { type: T }>['data'];

/** A decision with at least these fields. */
export function decided<T extends DecisionType>(type: T, data: Partial<DataOf<T>> = {}) {
  return { type, data: expect.objectContaining({ merchantId: MERCHANT, ...data }) as unknown };
}

/** The same for a decision on an order of the universe. */
export function decidedOf<T extends Extract<Decision, { data: { orderId: string } }>['type']>(
  order: number,
  type: T,
  data: Partial<DataOf<T>> = {},
) {
  return {
    type,
    data: expect.objectContaining({ merchantId: MERCHANT, orderId: orderIdOf(order), ...data }) as unknown,
  };
}
