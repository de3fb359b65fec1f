import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { ApiProblem, type Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { useIsAdmin } from '../../components/admin-only';
import { Badge } from '../../components/badge';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Empty } from '../../components/empty';
import { Figure } from '../../components/figure';
import { Loading } from '../../components/loading';
import { Section } from '../../components/page';
import { Person } from '../../components/person';
import { Problem } from '../../components/problem';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { BY_HAND, GROUP, MERGES } from '../../texts/merges';
import { PURCHASE } from '../../texts/purchases';
import { EVIDENCE_COLORS } from './colors';
import { type GroupGraph as Graph, type GroupLine, graphOf, type Moment, momentsOf } from './group-model';
import { IdentifierFields, isKind, type Named, namedIn } from './identifier-fields';
import { MergesPage } from './merges-page';
import { EvidenceWords } from './words';

type Group = Shown['IdentityGroupShown'];

const GroupGraph = lazy(async () => ({ default: (await import('./group-graph')).GroupGraph }));

/** So many of the newest attempts to merge the person are looked at. */
const ATTEMPTS_MAX = 200;
const AGAIN_MS = 10_000;

const route = getRouteApi('/merges/group');

export function GroupScreen() {
  const { id, type, value } = route.useSearch();
  const named = isKind(type) && value !== undefined ? { type, value } : null;
  return (
    <MergesPage title={GROUP.title} text={GROUP.text}>
      <Find key={`find ${type} ${value}`} named={named} />
      {id !== undefined ? (
        <Known key={id} id={id} />
      ) : (
        named !== null && <ByName key={`${named.type} ${named.value}`} named={named} />
      )}
    </MergesPage>
  );
}

function Find({ named }: { named: Named | null }) {
  const navigate = useNavigate();
  const [noHash, setNoHash] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = await namedIn(new FormData(event.currentTarget), 'who');
    setNoHash(found === null);
    if (found !== null) await navigate({ to: '/merges/group', search: { ...found } });
  };
  return (
    <search>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <IdentifierFields name="who" legend={GROUP.find} given={named ?? undefined}>
          <button type="submit" className="button button-main">
            {GROUP.submit}
          </button>
        </IdentifierFields>
        {noHash && (
          <p className="problem" role="alert">
            {BY_HAND.noHash}
          </p>
        )}
      </form>
    </search>
  );
}

/** Everything else asks by the id, which is no personal data. */
function ByName({ named }: { named: Named }) {
  const { data, error, refetch } = useRead(['group by', named], (api, signal) =>
    api.GET('/v1/identity-groups/by/{type}/{value}', { params: { path: named }, signal }),
  );
  if (data !== undefined) return <Known key={data.id} id={data.id} />;
  return error === null ? <Loading /> : <Missing error={error} again={() => void refetch()} />;
}

function Missing({ error, again, isPast = false }: { error: Error; again: () => void; isPast?: boolean }) {
  if (!(error instanceof ApiProblem && error.status === 404)) return <Problem error={error} again={again} />;
  const { title, text, then, thenText } = GROUP.missing;
  return (
    <Empty title={isPast ? then : title}>
      <p>{isPast ? thenText : text}</p>
    </Empty>
  );
}

function Known({ id }: { id: string }) {
  const isAdmin = useIsAdmin();
  const live = useRead(
    ['group', id],
    (api, signal) => api.GET('/v1/identity-groups/{id}', { params: { path: { id } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const attempts = useRead(
    ['attempts to merge', id],
    (api, signal) => api.GET('/v1/merges', { params: { query: { group: id, limit: ATTEMPTS_MAX } }, signal }),
    { enabled: isAdmin },
  );
  const { data, error } = live;
  if (data === undefined) {
    return error === null ? <Loading /> : <Missing error={error} again={() => void live.refetch()} />;
  }
  return <OnePerson group={data} attempts={attempts.data?.items ?? NONE} />;
}

const NONE: Shown['MergeShown'][] = [];

function OnePerson({ group, attempts }: { group: Group; attempts: readonly Shown['MergeShown'][] }) {
  const isAdmin = useIsAdmin();
  const moments = useMemo(() => momentsOf(group, attempts), [group, attempts]);
  /** Null: now, whatever else comes. */
  const [chosen, setChosen] = useState<number | null>(null);
  const moment = moments.find(({ position }) => position === chosen);
  // Whoever was seen first was there at every moment; the id of today may be younger.
  const first = group.identifiers[0]?.homeGroupId ?? group.id;
  const asOf = moment?.position;
  const past = useRead(
    ['group as of', first, asOf],
    (api, signal) =>
      api.GET('/v1/identity-groups/{id}', {
        params: { path: { id: first }, query: { asOf: String(asOf) } },
        signal,
      }),
    { enabled: asOf !== undefined, keepsShowing: true },
  );
  const shown = asOf === undefined ? group : past.data;
  const graph = useMemo(() => (shown === undefined ? null : graphOf(shown, attempts, asOf)), [shown, attempts, asOf]);
  const named = group.identifiers.find(({ value }) => value !== null);
  return (
    <>
      <div className="card section">
        <dl className="facts">
          <Fact name={GROUP.facts.identifiers}>{group.identifiers.length}</Fact>
          <Fact name={GROUP.facts.connections}>{group.edgesCount}</Fact>
          <Fact name={GROUP.facts.purchases}>{group.purchasesCount}</Fact>
          <Fact name={GROUP.facts.id}>
            <code>{group.id}</code>
          </Fact>
        </dl>
        <p className="line-of-buttons">
          <CopyButton text={curlOf(`/v1/identity-groups/${group.id}`)}>{PURCHASE.curl}</CopyButton>
          {isAdmin && named !== undefined && (
            <Link
              to="/merges/new"
              search={({ merchant }) => ({ merchant, type: named.type, value: named.value ?? undefined })}
              className="button"
            >
              {GROUP.merge}
            </Link>
          )}
        </p>
      </div>
      {moments.length > 0 && <Moments moments={moments} chosen={moment} choose={setChosen} />}
      {past.error !== null && asOf !== undefined && (
        <Missing error={past.error} again={() => void past.refetch()} isPast />
      )}
      {graph !== null && (past.error === null || asOf === undefined) && (
        <Figure
          title={GROUP.figure}
          picture={
            <Suspense fallback={<Loading />}>
              <GroupGraph graph={graph} />
              <Legend graph={graph} />
            </Suspense>
          }
          table={<Lines graph={graph} />}
        />
      )}
      {group.edgesCount > group.edges.length && (
        <p className="hint">{GROUP.newest(group.edges.length, group.edgesCount)}</p>
      )}
      {!isAdmin && <p className="hint">{GROUP.refusedNote}</p>}
      <div className="card">
        <Section title={GROUP.purchasesTitle}>
          {group.purchases.length === 0 ? (
            <p>{GROUP.noPurchases}</p>
          ) : (
            <p className="line-of-buttons">
              {group.purchases.map((orderId) => (
                <OrderLink key={orderId} orderId={orderId} />
              ))}
            </p>
          )}
        </Section>
      </div>
    </>
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

interface MomentsProps {
  moments: readonly Moment[];
  /** Undefined: now. */
  chosen: Moment | undefined;
  choose: (position: number | null) => void;
}

const WAS = {
  merged: GROUP.wasMerged,
  confirmed: GROUP.wasConfirmed,
  refused: GROUP.wasRefused,
  reverted: GROUP.wasReverted,
};

/** A slider through the history: after the last moment comes now. */
function Moments({ moments, chosen, choose }: MomentsProps) {
  const now = moments.length;
  const at = chosen === undefined ? now : moments.indexOf(chosen);
  const go = (to: number) => choose(moments[to]?.position ?? null);
  const words = chosen === undefined ? GROUP.now : GROUP.moment(at + 1, now);
  return (
    <div className="card moments">
      <div className="moments-line">
        <button type="button" className="button" disabled={at === 0} onClick={() => go(at - 1)}>
          {GROUP.earlier}
        </button>
        <input
          type="range"
          min={0}
          max={now}
          step={1}
          value={at}
          aria-label={GROUP.slider}
          aria-valuetext={words}
          onChange={({ target }) => go(Number(target.value))}
        />
        <button type="button" className="button" disabled={at === now} onClick={() => go(at + 1)}>
          {GROUP.later}
        </button>
      </div>
      <p aria-live="polite">
        <strong>{words}</strong>
        {chosen !== undefined && (
          <>
            {' · '}
            <Time at={chosen.at} exact /> {' · '}
            {WAS[chosen.what]} <Person identifier={chosen.pair[0]!} /> {'↔'} <Person identifier={chosen.pair[1]!} />
            {chosen.evidence !== null && (
              <>
                {' · '}
                <EvidenceWords evidence={chosen.evidence} />
              </>
            )}
          </>
        )}
      </p>
    </div>
  );
}

function Legend({ graph: { lines } }: { graph: Graph }) {
  const kinds = [...new Set(lines.flatMap(({ refusedBecause, evidence }) => (refusedBecause ? [] : [evidence.kind])))];
  const hasRefused = lines.some(({ refusedBecause }) => refusedBecause !== null);
  return (
    <ul className="legend" aria-label={GROUP.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className="legend-line" style={{ color: `var(${EVIDENCE_COLORS[kind]})` }} aria-hidden="true" />
          {MERGES.evidence[kind]}
        </li>
      ))}
      {hasRefused && (
        <li>
          <span className="legend-line is-refused" style={{ color: 'var(--bad)' }} aria-hidden="true" />
          {MERGES.refused}
        </li>
      )}
    </ul>
  );
}

function Lines({ graph: { nodes, lines } }: { graph: Graph }) {
  const { columns } = GROUP;
  if (lines.length === 0) {
    return (
      <p>
        {GROUP.noEdges} {nodes[0] !== undefined && <Person identifier={nodes[0].identifier} />}
      </p>
    );
  }
  return (
    <div className="wide-table card" tabIndex={0} role="region" aria-label={GROUP.table}>
      <table className="plain-table" aria-label={GROUP.table}>
        <thead>
          <tr>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.with}</th>
            <th scope="col">{columns.evidence}</th>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                <Person identifier={line.a} />
              </td>
              <td>
                <Person identifier={line.b} />
              </td>
              <td>
                <EvidenceWords evidence={line.evidence} />
              </td>
              <td>
                <Time at={line.at} />
              </td>
              <td>
                <State line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ line: { refusedBecause, forced, id } }: { line: GroupLine }) {
  const isAdmin = useIsAdmin();
  if (refusedBecause !== null) {
    return (
      <>
        <Badge tone="bad">{MERGES.refused}</Badge> <code>{refusedBecause}</code>
      </>
    );
  }
  const badge = <Badge tone={forced ? 'waiting' : 'good'}>{forced ? GROUP.forced : GROUP.holds}</Badge>;
  if (!isAdmin) return badge;
  return (
    <>
      {badge}{' '}
      <Link to="/merges/$mergeId" params={{ mergeId: id }}>
        {MERGES.columns.open}
      </Link>
    </>
  );
}
