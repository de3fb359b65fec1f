import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProblem, type Shown } from '../../api/client';
import { useChange, useRead } from '../../api/queries';
import { AdminOnly, useIsAdmin } from '../../components/admin-only';
import { Confirm } from '../../components/confirm';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Money } from '../../components/money';
import { Section } from '../../components/page';
import { Person } from '../../components/person';
import { Problem } from '../../components/problem';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { MERGE, MERGES } from '../../texts/merges';
import { PURCHASE } from '../../texts/purchases';
import { EvaluationBadge } from '../purchases/states';
import { MergesPage } from './merges-page';
import { People, Preview, Sum } from './preview';
import { EvidenceWords, OutcomeBadge, PersonLink } from './words';

type Merge = Shown['MergeShown'];
type By = { reason: string; actor: string };

const AGAIN_MS = 3_000;
/** So many of the purchases are followed until they are decided. */
const FOLLOWED_MAX = 20;
const route = getRouteApi('/merges/$mergeId');

export function MergeScreen() {
  const { mergeId } = route.useParams();
  if (useIsAdmin()) return <OneMerge key={mergeId} id={mergeId} />;
  return (
    <MergesPage title={MERGE.title}>
      <AdminOnly>{null}</AdminOnly>
    </MergesPage>
  );
}

function OneMerge({ id }: { id: string }) {
  const { data, error, refetch } = useRead(
    ['merge', id],
    (api, signal) => api.GET('/v1/merges/{id}', { params: { path: { id } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const word = data?.mergeId === null ? MERGE.edgeTitle : MERGE.title;
  return (
    <MergesPage
      title={`${word} ${id}`}
      heading={
        <>
          {word} <bdi>{id}</bdi>
        </>
      }
      actions={<CopyButton text={curlOf(`/v1/merges/${encodeURIComponent(id)}`)}>{PURCHASE.curl}</CopyButton>}
    >
      {data !== undefined ? (
        <Known id={id} merge={data} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiProblem && error.status === 404 ? (
        <Empty title={MERGE.missing.title}>
          <p>{MERGE.missing.text}</p>
        </Empty>
      ) : (
        <Problem error={error} again={() => void refetch()} />
      )}
    </MergesPage>
  );
}

function Known({ id, merge }: { id: string; merge: Merge }) {
  const [reversal, setReversal] = useState<{ split: boolean; orders: string[] } | null>(null);
  const { effects, identifiersMoved, edge, homeGroupIds } = merge;
  const TEXTS = MERGE.effects;
  return (
    <>
      <div className="card section">
        <p className="pair">
          <OutcomeBadge merge={merge} />
          <PersonLink identifier={edge[0]!} groupId={homeGroupIds[0]} />
          <span aria-hidden="true">↔</span>
          <PersonLink identifier={edge[1]!} groupId={homeGroupIds[1]} />
        </p>
        <Facts merge={merge} />
      </div>
      <div className="card">
        <Section title={TEXTS.title}>
          <p className="hint">{TEXTS.text}</p>
          <dl className="sums">
            <Sum name={TEXTS.moved}>{identifiersMoved.length}</Sum>
            <Sum name={TEXTS.reevaluated}>{effects.purchasesReevaluated}</Sum>
            <Sum name={TEXTS.granted}>{effects.rewardsGranted}</Sum>
            <Sum name={TEXTS.reversed}>{effects.rewardsReversed}</Sum>
            <Sum name={TEXTS.delta}>{effects.budgetDelta.toLocaleString()}</Sum>
          </dl>
          <h3>{MERGE.movedTitle}</h3>
          <p>{identifiersMoved.length === 0 ? MERGE.noneMoved : <People identifiers={identifiersMoved} />}</p>
        </Section>
      </div>
      {reversal !== null && <Done {...reversal} />}
      {merge.status === 'merged' && <TakeBack id={id} done={setReversal} />}
      {merge.reverted !== null && merge.reverted.liftedAt === null && <Lift edge={edge} />}
    </>
  );
}

function Facts({ merge }: { merge: Merge }) {
  const { at, evidence, position, reverted, revertedAt } = merge;
  const TEXTS = MERGE.facts;
  return (
    <dl className="facts">
      <div>
        <dt>{TEXTS.when}</dt>
        <dd>
          <Time at={at} exact />
        </dd>
      </div>
      <div>
        <dt>{MERGES.filter.evidence}</dt>
        <dd>
          <EvidenceWords evidence={evidence} />
        </dd>
      </div>
      {evidence.note !== undefined && (
        <div>
          <dt>{TEXTS.note}</dt>
          <dd>
            <bdi>{evidence.note}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{TEXTS.position}</dt>
        <dd>{position}</dd>
      </div>
      {reverted !== null && revertedAt !== null && (
        <>
          <div>
            <dt>{TEXTS.takenBack}</dt>
            <dd>
              <Time at={revertedAt} exact />
            </dd>
          </div>
          <div>
            <dt>{TEXTS.by}</dt>
            <dd>
              <bdi>{reverted.actor}</bdi>: <bdi>{reverted.reason}</bdi>
            </dd>
          </div>
          <div>
            <dt>{MERGE.revert.done}</dt>
            <dd>{reverted.split ? TEXTS.split : TEXTS.held}</dd>
          </div>
          {reverted.liftedAt !== null && (
            <div>
              <dt>{TEXTS.lifted}</dt>
              <dd>
                <Time at={reverted.liftedAt} exact />
              </dd>
            </div>
          )}
        </>
      )}
    </dl>
  );
}

interface TakeBackProps {
  id: string;
  done: (reversal: { split: boolean; orders: string[] }) => void;
}

function TakeBack({ id, done }: TakeBackProps) {
  const [isAsked, setIsAsked] = useState(false);
  const TEXTS = MERGE.revert;
  const revert = useChange((api, body: By) => api.POST('/v1/merges/{id}/revert', { params: { path: { id } }, body }));
  const { data, error, refetch } = useRead(
    ['preview of taking back', id],
    (api, signal) => api.POST('/v1/merges/preview', { body: { mergeId: id }, signal }),
    { enabled: isAsked && revert.isIdle },
  );
  const run = async (by: By) => {
    const { split } = await revert.mutateAsync(by);
    done({ split, orders: data?.purchases.map(({ orderId }) => orderId) ?? [] });
  };
  return (
    <div className="card">
      <Section title={TEXTS.title}>
        <p className="hint">{TEXTS.text}</p>
        <p>
          <button type="button" className="button" aria-expanded={isAsked} onClick={() => setIsAsked(!isAsked)}>
            {isAsked ? TEXTS.hide : TEXTS.see}
          </button>
        </p>
        {isAsked &&
          (data !== undefined ? (
            <>
              <Preview preview={data} />
              <p>
                <Confirm ask={TEXTS.ask} title={TEXTS.confirmTitle} confirm={TEXTS.confirm} isDangerous run={run}>
                  {TEXTS.confirmText}
                </Confirm>
              </p>
            </>
          ) : error === null ? (
            <Loading />
          ) : (
            <Problem error={error} again={() => void refetch()} />
          ))}
      </Section>
    </div>
  );
}

function Done({ split, orders }: { split: boolean; orders: readonly string[] }) {
  const TEXTS = MERGE.revert;
  return (
    <div className="card section" role="status">
      <p className="empty-title">{TEXTS.done}</p>
      <p>{split ? TEXTS.split : TEXTS.held}</p>
      {orders.length > 0 && (
        <>
          <p>{TEXTS.again}</p>
          <ul className="lines">
            {orders.slice(0, FOLLOWED_MAX).map((orderId) => (
              <Followed key={orderId} orderId={orderId} />
            ))}
            {orders.length > FOLLOWED_MAX && <li className="quiet">{TEXTS.others(orders.length - FOLLOWED_MAX)}</li>}
          </ul>
        </>
      )}
    </div>
  );
}

/** What becomes of a purchase: its decision, and the rewards that it has then. */
function Followed({ orderId }: { orderId: string }) {
  const { data } = useRead(
    ['purchase', orderId],
    (api, signal) => api.GET('/v1/purchases/{orderId}', { params: { path: { orderId } }, signal }),
    { everyMs: (latest) => (latest?.evaluation.state === 'scheduled' ? AGAIN_MS : false) },
  );
  return (
    <li className="pair">
      <OrderLink orderId={orderId} />
      {data !== undefined && (
        <>
          <EvaluationBadge {...data.evaluation} />
          {data.rewards.map(({ rewardId, amount, currency, recipient, state }) => (
            <span key={rewardId}>
              <Money amount={amount} currency={currency} /> <Person identifier={recipient} plain />{' '}
              <span className="quiet">{PURCHASE.rewards.state[state] ?? state}</span>
            </span>
          ))}
        </>
      )}
    </li>
  );
}

/** Erased identifiers cannot be named any more. */
function Lift({ edge }: { edge: Merge['edge'] }) {
  const [a, b] = edge.map(({ type, value }) => (value === null ? null : { type, value }));
  const lift = useChange((api, by: By) => api.DELETE('/v1/separations', { body: { a: a!, b: b!, ...by } }));
  if (a === null || b === null) return null;
  const { ask, title, text, confirm } = MERGE.lift;
  return (
    <p>
      <Confirm ask={ask} title={title} confirm={confirm} run={(by) => lift.mutateAsync(by)}>
        {text}
      </Confirm>
    </p>
  );
}
