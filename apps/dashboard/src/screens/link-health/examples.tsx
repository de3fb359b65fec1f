import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { ApiProblem, type Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { Badge, type Tone } from '../../components/badge';
import { Loading } from '../../components/loading';
import { Money } from '../../components/money';
import { Problem } from '../../components/problem';
import { Time } from '../../components/time';
import { LINK_HEALTH, type Reason } from '../../texts/link-health';
import { PURCHASE } from '../../texts/purchases';
import { SHARED } from '../../texts/shared';
import { useWindow } from './health';
import type { Bucket } from './times';

const TEXTS = LINK_HEALTH.examples;
const EXAMPLES_MAX = 5;
const CLAIMS_MAX = 5;
const TONES: Record<Shown['ClaimShown']['status'], Tone> = {
  waiting: 'waiting',
  accepted: 'good',
  duplicate: 'neutral',
  rejected: 'bad',
};

interface ExamplesProps {
  reason: Reason;
  /** The hour or day that somebody chose; else all of the time. */
  bucket: Bucket | undefined;
  answers: readonly Shown['LinkHealthShown'][];
  count: number;
}

/** The newest orders of a reason, each with both sides. */
export function Examples({ reason, bucket, answers, count }: ExamplesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const chosen = useWindow(bucket === undefined ? undefined : { from: bucket.from, to: bucket.to });
  const sources = bucket === undefined ? answers : chosen.data === undefined ? undefined : [chosen.data];
  const orderIds = sources?.flatMap(({ examples }) => examples[reason]).slice(0, EXAMPLES_MAX);
  const { name } = LINK_HEALTH.unlinked.reasons[reason];
  return (
    <section className="section examples">
      <div className="section-head">
        <h2 ref={heading} tabIndex={-1}>
          {TEXTS.title(name, bucket?.label ?? null)}
        </h2>
        <Link
          to="/link-health"
          search={(before) => ({ ...before, show: undefined, at: undefined })}
          resetScroll={false}
          className="button"
        >
          {TEXTS.close}
        </Link>
      </div>
      {orderIds === undefined ? (
        chosen.error === null ? (
          <Loading />
        ) : (
          <Problem error={chosen.error} again={() => void chosen.refetch()} />
        )
      ) : (
        <>
          <p className="quiet">
            {orderIds.length > 0 ? TEXTS.newest(orderIds.length, count) : count > 0 ? TEXTS.noOrder : TEXTS.none}{' '}
            {reason !== 'WEBHOOK_SILENT' && (
              <Link to="/purchases" search={{ linked: 'false' }}>
                {TEXTS.all}
              </Link>
            )}
          </p>
          {orderIds.map((orderId) => (
            <Example key={orderId} orderId={orderId} hasPurchase={reason !== 'WEBHOOK_SILENT'} />
          ))}
        </>
      )}
    </section>
  );
}

function Example({ orderId, hasPurchase }: { orderId: string; hasPurchase: boolean }) {
  return (
    <article className="card example">
      <div className="section-head">
        <h3>
          {TEXTS.order} <bdi>{orderId}</bdi>
        </h3>
        {hasPurchase && (
          <Link to="/purchases/$orderId" params={{ orderId }} aria-label={`${TEXTS.story} ${orderId}`}>
            {TEXTS.story}
          </Link>
        )}
      </div>
      <div className="sides">
        <div className="section">
          <h4>{TEXTS.shop}</h4>
          <ShopSide orderId={orderId} />
        </div>
        <div className="section">
          <h4>{TEXTS.browsers}</h4>
          <BrowserSide orderId={orderId} />
        </div>
      </div>
    </article>
  );
}

function ShopSide({ orderId }: { orderId: string }) {
  const { data, error, refetch } = useRead(['purchase', orderId], (api, signal) =>
    api.GET('/v1/purchases/{orderId}', { params: { path: { orderId } }, signal }),
  );
  if (error instanceof ApiProblem && error.status === 404) return <p>{TEXTS.shopSilent}</p>;
  if (data === undefined) {
    return error === null ? <Loading /> : <Problem error={error} again={() => void refetch()} />;
  }
  const { total, currency, occurredAt, customerId, platform, codes } = data;
  return (
    <dl className="facts">
      <Fact name={TEXTS.total}>
        <Money amount={total} currency={currency} />
      </Fact>
      <Fact name={TEXTS.when}>
        <Time at={occurredAt} />
      </Fact>
      <Fact name={TEXTS.customer}>{customerId === null ? SHARED.guest : <bdi>{customerId}</bdi>}</Fact>
      <Fact name={TEXTS.platform}>{platform}</Fact>
      {codes.length > 0 && (
        <Fact name={TEXTS.codes}>
          {codes.map(({ code }) => (
            <bdi key={code}>{code} </bdi>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function BrowserSide({ orderId }: { orderId: string }) {
  const { data, error, refetch } = useRead(['claims', orderId, CLAIMS_MAX], (api, signal) =>
    api.GET('/v1/claims', { params: { query: { orderId, limit: CLAIMS_MAX } }, signal }),
  );
  if (data === undefined) {
    return error === null ? <Loading /> : <Problem error={error} again={() => void refetch()} />;
  }
  if (data.items.length === 0) return <p>{TEXTS.browsersSilent}</p>;
  return (
    <>
      <ul className="lines">
        {data.items.map(({ claimId, status, reason, anonymousId, customerId, carried, occurredAt }) => (
          <li key={claimId}>
            <Badge tone={TONES[status]}>{PURCHASE.claims.status[status]}</Badge>{' '}
            {reason !== null && <code>{reason}</code>} <Time at={occurredAt} exact />
            <br />
            <span className="quiet">{TEXTS.device}</span>{' '}
            {anonymousId === null ? <em className="quiet">{SHARED.erased}</em> : <bdi>{anonymousId}</bdi>}
            {customerId !== null && (
              <span className="quiet">
                , {TEXTS.named} <bdi>{customerId}</bdi>
              </span>
            )}
            {carried && <span className="quiet">, {TEXTS.carried}</span>}
          </li>
        ))}
      </ul>
      {data.nextCursor !== null && <p className="hint">{TEXTS.older}</p>}
    </>
  );
}
