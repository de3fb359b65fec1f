import type { AttributionModel } from '../policy';
import type { Millis } from '../time';
import { apportionMillion, MILLION } from './apportion';
import { decayWeight } from './decay';

/** All that a model reads of a touch. */
export type Touch = { readonly occurredAt: Millis };

const ENDS = 400_000;
const MIDDLE = MILLION - 2 * ENDS;

/**
 * The shares that a model gives to `touches` (at least one, oldest first), in millionths that sum to exactly one
 * million, in the same order. Units left over go to the largest remainders; of equal ones, to the earlier touch.
 */
export function sharesOf(model: AttributionModel, touches: readonly Touch[]): number[] {
  switch (model) {
    case 'last-touch':
      return allTo(touches.length - 1, touches.length);
    case 'first-touch':
      return allTo(0, touches.length);
    case 'linear':
      return evenly(MILLION, touches.length);
    case 'position-based':
      return positionBased(touches.length);
    case 'time-decay':
      return timeDecay(touches);
  }
}

function allTo(index: number, count: number): number[] {
  const shares = new Array<number>(count).fill(0);
  shares[index] = MILLION;
  return shares;
}

/** Largest remainder for equal weights: all remainders are the same, so the first touches get the units left. */
function evenly(total: number, count: number): number[] {
  const left = total % count;
  const part = (total - left) / count;
  const shares: number[] = [];
  for (let i = 0; i < count; i++) shares.push(i < left ? part + 1 : part);
  return shares;
}

/** 40 % to the first, 40 % to the last, 20 % to those between them. Both ends are whole, so only the middle rounds. */
function positionBased(count: number): number[] {
  if (count <= 2) return evenly(MILLION, count);
  return [ENDS, ...evenly(MIDDLE, count - 2), ENDS];
}

/** Weights relative to the newest touch: the time from it to the purchase is the same for all touches. */
function timeDecay(touches: readonly Touch[]): number[] {
  if (touches.length === 1) return [MILLION];
  const newest = touches.at(-1)!.occurredAt;
  return apportionMillion(touches.map((touch) => decayWeight(newest - touch.occurredAt)));
}
