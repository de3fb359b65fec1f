import type { Shown } from '../../api/client';
import { Badge, type Tone } from '../../components/badge';
import { Section } from '../../components/page';
import { PURCHASE } from '../../texts/purchases';

const TEXTS = PURCHASE.claims;
const TONES: Record<string, Tone> = { waiting: 'waiting', accepted: 'good', rejected: 'bad' };

export function Claims({ purchase }: { purchase: Shown['PurchaseShown'] }) {
  const { claims, claimsCursor } = purchase;
  return (
    <Section title={TEXTS.title}>
      {claims.length === 0 && <p>{TEXTS.none}</p>}
      <ul className="lines">
        {claims.map(({ claimId, status, reason, carried }) => (
          <li key={claimId}>
            <Badge tone={TONES[status]}>{TEXTS.status[status] ?? status}</Badge>{' '}
            {reason !== null && <code>{reason}</code>} <bdi className="quiet">{claimId}</bdi>
            {carried && <span className="quiet"> {TEXTS.carried}</span>}
          </li>
        ))}
      </ul>
      {claimsCursor !== null && <p className="hint">{TEXTS.older}</p>}
    </Section>
  );
}
