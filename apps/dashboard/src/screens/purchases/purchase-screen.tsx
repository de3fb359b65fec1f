import type { UseQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiProblem, type Shown } from '../../api/client';
import { purchaseRead, purchaseStoryRead } from '../../api/purchase';
import { useChange, useRead } from '../../api/queries';
import { useSession } from '../../api/session';
import { Confirm } from '../../components/confirm';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Money } from '../../components/money';
import { Page, Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { Countdown, Time } from '../../components/time';
import { PURCHASE, PURCHASES } from '../../texts/purchases';
import { SHARED } from '../../texts/shared';
import { Claims } from './claims';
import { Credit } from './credit';
import './purchases.css';
import { Rewards } from './rewards';
import { StatusBadge } from './states';
import { Story } from './story';

type Purchase = Shown['PurchaseShown'];

const route = getRouteApi('/purchases/$orderId');

/** Something is expected: a decision that is due, or a report that waits. */
const SOON_MS = 2_000;
const AGAIN_MS = 15_000;

const againMs = (latest: Purchase | undefined) => (latest?.evaluation.state === 'scheduled' ? SOON_MS : AGAIN_MS);

export function PurchaseScreen() {
  const { orderId } = route.useParams();
  const { key, ask } = purchaseRead(orderId);
  const purchase = useRead(key, ask, { everyMs: againMs });
  const { data, error } = purchase;
  // Both are asked at once: whoever clicked waits for one answer's time.
  const storyRead = purchaseStoryRead(orderId);
  const explained = useRead(storyRead.key, storyRead.ask, { everyMs: againMs(data) });
  const heading = (
    <>
      {PURCHASE.order} <bdi>{orderId}</bdi>
    </>
  );
  const path = `/v1/purchases/${encodeURIComponent(orderId)}`;
  return (
    <Page
      title={PURCHASE.title(orderId)}
      heading={heading}
      actions={
        <>
          <CopyButton text={curlOf(path)}>{PURCHASE.curl}</CopyButton>
          <DecideAgain orderId={orderId} />
        </>
      }
    >
      <p>
        <Link to="/purchases">{PURCHASE.back}</Link>
      </p>
      {data !== undefined ? (
        <Known purchase={data} explained={explained} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiProblem && error.status === 404 ? (
        <Empty title={PURCHASE.missing.title}>
          <p>{PURCHASE.missing.text}</p>
        </Empty>
      ) : (
        <Problem error={error} again={() => void purchase.refetch()} />
      )}
    </Page>
  );
}

interface KnownProps {
  purchase: Purchase;
  explained: UseQueryResult<Shown['PurchaseStoryShown']>;
}

function Known({ purchase, explained }: KnownProps) {
  const { orderId, evaluation, history } = purchase;
  return (
    <>
      <div className="card section">
        <Facts purchase={purchase} />
        {explained.data !== undefined && <p className="answer">{explained.data.summary}</p>}
      </div>
      {evaluation.state === 'scheduled' && evaluation.dueAt !== null && (
        <Due {...evaluation} dueAt={evaluation.dueAt} />
      )}
      <div className="tiles">
        <div className="card">
          <Credit attribution={purchase.attribution} />
        </div>
        <div className="card">
          <Rewards purchase={purchase} />
        </div>
        <div className="card">
          <Claims purchase={purchase} />
        </div>
      </div>
      {explained.data !== undefined ? (
        <>
          <Why story={explained.data} />
          <Story key={orderId} first={explained.data} history={history} />
        </>
      ) : explained.error === null ? (
        <Loading />
      ) : (
        <Problem error={explained.error} again={() => void explained.refetch()} />
      )}
    </>
  );
}

function Facts({ purchase }: { purchase: Purchase }) {
  const { status, total, refunded, currency, customerId, occurredAt, link, platform, codes, renewal } = purchase;
  const TEXTS = PURCHASE.facts;
  return (
    <dl className="facts">
      <div>
        <dt>{PURCHASES.columns.status}</dt>
        <dd>
          <StatusBadge status={status} /> {renewal && <span className="quiet">{PURCHASE.renewal}</span>}
        </dd>
      </div>
      <div>
        <dt>{TEXTS.total}</dt>
        <dd>
          <Money amount={total} currency={currency} />
        </dd>
      </div>
      {refunded > 0 && (
        <div>
          <dt>{TEXTS.refunded}</dt>
          <dd>
            <Money amount={refunded} currency={currency} />
          </dd>
        </div>
      )}
      <div>
        <dt>{TEXTS.customer}</dt>
        <dd>{customerId === null ? SHARED.guest : <bdi>{customerId}</bdi>}</dd>
      </div>
      <div>
        <dt>{TEXTS.when}</dt>
        <dd>
          <Time at={occurredAt} />
        </dd>
      </div>
      <div>
        <dt>{TEXTS.link}</dt>
        <dd>{link === null ? PURCHASES.unlinked : PURCHASES.via[link.via]}</dd>
      </div>
      <div>
        <dt>{TEXTS.platform}</dt>
        <dd>{platform}</dd>
      </div>
      {codes.length > 0 && (
        <div>
          <dt>{TEXTS.codes}</dt>
          <dd>
            {codes.map(({ code }) => (
              <bdi key={code}>{code} </bdi>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Due({ dueAt, reasons, attempts }: { dueAt: string; reasons: readonly string[]; attempts: number }) {
  const TEXTS = PURCHASE.due;
  return (
    <div className="card due">
      <div>
        <p className="empty-title">
          {TEXTS.title}: {reasons.map((reason) => TEXTS.reasons[reason] ?? reason).join(', ')}
        </p>
        <p>
          {TEXTS.text} {attempts > 0 && TEXTS.failed(attempts)}
        </p>
      </div>
      <Countdown until={dueAt} />
    </div>
  );
}

/** For each visit and campaign that gave nothing, what would have had to be different. */
function Why({ story }: { story: Shown['PurchaseStoryShown'] }) {
  const { counterfactuals, campaigns } = story;
  return (
    <div className="tiles">
      {counterfactuals.length > 0 && (
        <div className="card">
          <Section title={PURCHASE.excluded.title}>
            <p className="hint">{PURCHASE.excluded.text}</p>
            <ul className="lines">
              {counterfactuals.map(({ touchpointId, text }) => (
                <li key={touchpointId}>
                  <bdi>{text}</bdi>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
      {campaigns.length > 0 && (
        <div className="card">
          <Section title={PURCHASE.campaigns.title}>
            <ul className="lines">
              {campaigns.map(({ campaignId, text }) => (
                <li key={campaignId}>
                  <bdi>{text}</bdi>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </div>
  );
}

function DecideAgain({ orderId }: { orderId: string }) {
  const { data: session } = useSession();
  const evaluate = useChange((api, body: { reason: string; actor: string }) =>
    api.POST('/v1/purchases/{orderId}/evaluate', { params: { path: { orderId } }, body }),
  );
  if (session?.kind !== 'admin') return null;
  const { ask, title, text, confirm } = PURCHASE.evaluate;
  return (
    <Confirm ask={ask} title={title} confirm={confirm} run={(given) => evaluate.mutateAsync(given)}>
      {text}
    </Confirm>
  );
}
