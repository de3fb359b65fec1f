import type { Shown } from '../api/client';
import { SHARED } from '../texts/shared';
import { Badge, type Tone } from './badge';

type State = Shown['ReplaySummaryShown']['state'];

const TONES: Record<State, Tone> = {
  queued: 'waiting',
  running: 'waiting',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** Of what a worker runs. */
export function RunState({ state }: { state: State }) {
  return <Badge tone={TONES[state]}>{SHARED.runStates[state]}</Badge>;
}

export function isOver({ state }: { state: State }): boolean {
  return state !== 'queued' && state !== 'running';
}
