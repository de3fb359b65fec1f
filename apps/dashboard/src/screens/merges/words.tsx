import { Link } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { Badge, type Tone } from '../../components/badge';
import { Person } from '../../components/person';
import { OrderLink } from '../../components/order-link';
import { MERGES } from '../../texts/merges';

type Merge = Shown['MergeShown'];

const TONES: Record<Merge['status'], Tone> = { merged: 'good', refused: 'bad', reverted: 'neutral' };

export function OutcomeBadge({ merge }: { merge: Merge }) {
  return (
    <>
      <Badge tone={TONES[merge.status]}>{MERGES.status[merge.status]}</Badge>
      {merge.refusedBecause !== null && <code className="quiet"> {merge.refusedBecause}</code>}
    </>
  );
}

/** Somebody's id, which leads to all that is known of that person. */
export function PersonLink({
  identifier,
  groupId,
}: {
  identifier: Shown['IdentifierShown'];
  groupId: string | undefined;
}) {
  return (
    <Link to="/merges/group" search={({ merchant }) => ({ merchant, id: groupId })}>
      <Person identifier={identifier} />
    </Link>
  );
}

export function EvidenceWords({ evidence }: { evidence: Merge['evidence'] }) {
  const { kind, orderId, actor } = evidence;
  return (
    <>
      {MERGES.evidence[kind]}
      {actor !== undefined && (
        <>
          {' '}
          <bdi>{actor}</bdi>
        </>
      )}
      {orderId !== undefined && (
        <>
          {' '}
          <OrderLink orderId={orderId} />
        </>
      )}
    </>
  );
}
