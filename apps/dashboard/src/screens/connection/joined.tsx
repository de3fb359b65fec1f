import { Link } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { Empty } from '../../components/empty';
import { CONNECTION } from '../../texts/connection';

const TEXTS = CONNECTION.joined;
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

export function Joined({ of24h, orders, share }: Shown['JoinedShown']) {
  if (share === null) {
    return (
      <Empty title={TEXTS.none}>
        <p>{TEXTS.noneText}</p>
      </Empty>
    );
  }
  return (
    <div className="card joined">
      <p className="joined-share">{PERCENT.format(share)}</p>
      <div>
        <p className="quiet">{TEXTS.title}</p>
        <p>
          {TEXTS.of(of24h, orders)}
          {of24h < orders && (
            <>
              {' · '}
              <Link to="/link-health">{TEXTS.why}</Link>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
