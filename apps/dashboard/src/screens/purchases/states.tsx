import type { Shown } from '../../api/client';
import { Badge, type Tone } from '../../components/badge';
import { Countdown } from '../../components/time';
import { PURCHASES } from '../../texts/purchases';

type Summary = Shown['PurchaseSummaryShown'];

const STATUS_TONES: Record<Summary['status'], Tone> = {
  pending: 'waiting',
  paid: 'good',
  partially_refunded: 'neutral',
  refunded: 'bad',
  cancelled: 'bad',
};

export function StatusBadge({ status }: { status: Summary['status'] }) {
  return <Badge tone={STATUS_TONES[status]}>{PURCHASES.status[status]}</Badge>;
}

const EVALUATION_TONES: Record<Summary['evaluation']['state'], Tone> = {
  none: 'neutral',
  scheduled: 'waiting',
  proposed: 'waiting',
  done: 'good',
  failed: 'bad',
  exhausted: 'bad',
};

export function EvaluationBadge({ state, dueAt }: Summary['evaluation']) {
  return (
    <Badge tone={EVALUATION_TONES[state]}>
      {PURCHASES.evaluation[state]}
      {state === 'scheduled' && dueAt !== null && (
        <>
          {' '}
          <Countdown until={dueAt} />
        </>
      )}
    </Badge>
  );
}
