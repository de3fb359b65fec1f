import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { ApiProblem, type Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import { AdminOnly } from '../../components/admin-only';
import { Badge, type Tone } from '../../components/badge';
import { Confirm } from '../../components/confirm';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Section } from '../../components/page';
import { PagedList, rowsOf } from '../../components/paged-list';
import { Time } from '../../components/time';
import { OrderLink } from '../../components/order-link';
import { PROPOSALS } from '../../texts/merges';
import { SHARED } from '../../texts/shared';
import { DECIDED_MAX, type Deciding, type Result, useDecideMany, type Verb } from './decide-many';
import { MergesPage } from './merges-page';
import { Credits, RewardSums } from './preview';

type Proposal = Shown['ProposalShown'];
type Status = Proposal['status'];

const { columns: TITLES, filter: FILTER } = PROPOSALS;
const STATUSES = Object.keys(PROPOSALS.status) as Status[];
const TONES: Record<Status, Tone> = { open: 'waiting', approved: 'good', rejected: 'bad', superseded: 'neutral' };
const ALL = 'all';
const PAGE_ROWS = 100;
const AGAIN_MS = 10_000;

const route = getRouteApi('/merges/proposals');

export function ProposalsScreen() {
  return (
    <MergesPage title={PROPOSALS.title} text={PROPOSALS.text}>
      <AdminOnly>
        <AllProposals />
      </AdminOnly>
    </MergesPage>
  );
}

const COLUMNS: readonly Column<Proposal>[] = [
  {
    id: 'order',
    header: TITLES.order,
    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
  },
  {
    id: 'reasons',
    header: TITLES.reasons,
    cell: ({ reasons }) => reasons.map((reason) => SHARED.reasons[reason]).join(', '),
    width: 'minmax(12rem, 1.3fr)',
  },
  {
    id: 'credits',
    header: TITLES.credits,
    cell: ({ difference: { credits } }) => <Credits credits={credits.then} count={credits.thenCount} />,
    width: 'minmax(10rem, 1fr)',
  },
  {
    id: 'lost',
    header: TITLES.lost,
    cell: ({ difference: { rewards } }) => <RewardSums rewards={rewards.lost} />,
    width: '8rem',
    isNumber: true,
  },
  {
    id: 'gained',
    header: TITLES.gained,
    cell: ({ difference: { rewards, rateMissing } }) =>
      rateMissing ? <Badge tone="waiting">{PROPOSALS.rateMissing}</Badge> : <RewardSums rewards={rewards.gained} />,
    width: '8rem',
    isNumber: true,
  },
  { id: 'at', header: TITLES.at, cell: ({ at }) => <Time at={at} />, width: '12.5rem' },
  {
    id: 'status',
    header: TITLES.status,
    cell: ({ status }) => <Badge tone={TONES[status]}>{PROPOSALS.status[status]}</Badge>,
    width: '8rem',
  },
  {
    id: 'actor',
    header: TITLES.actor,
    cell: ({ actor, reason }) => actor !== null && <bdi title={reason ?? undefined}>{actor}</bdi>,
    width: '9rem',
  },
  {
    id: 'decidedAt',
    header: TITLES.decidedAt,
    cell: ({ decidedAt }) => decidedAt !== null && <Time at={decidedAt} />,
    width: '12.5rem',
  },
];

function AllProposals() {
  const { status } = route.useSearch();
  const navigate = useNavigate();
  const asked = status === ALL ? undefined : (STATUSES.find((one) => one === status) ?? 'open');
  const pages = usePages(
    ['proposals', asked],
    (api, cursor, signal) =>
      api.GET('/v1/proposals', { params: { query: { status: asked, limit: PAGE_ROWS, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { deciding, decide, forget } = useDecideMany();
  const open = useMemo(() => rowsOf(pages.data).filter(({ status: is }) => is === 'open'), [pages.data]);
  // What was chosen may be decided by now.
  const selected = open.filter(({ proposalId }) => chosen.has(proposalId));
  const columns = useMemo(
    () => [chooserOf(chosen, (id) => setChosen((before) => toggled(before, id))), ...COLUMNS],
    [chosen],
  );
  const isBusy = deciding !== null && deciding.results.length < deciding.all;
  /** The results tell how far it is, item by item. */
  const run = async (verb: Verb, by: { reason: string; actor: string }) => {
    setChosen(new Set());
    void decide(verb, selected, by);
  };
  const isOpenOnly = asked === 'open';
  const { title, text, filtered, filteredText } = PROPOSALS.none;
  return (
    <>
      <div className="operator-filters">
        <label>
          {FILTER.status}
          <select
            value={asked ?? ALL}
            onChange={({ target }) =>
              void navigate({
                to: '/merges/proposals',
                search: (before) => ({ ...before, status: target.value }),
                replace: true,
              })
            }
          >
            {STATUSES.map((one) => (
              <option key={one} value={one}>
                {PROPOSALS.status[one]}
              </option>
            ))}
            <option value={ALL}>{FILTER.all}</option>
          </select>
        </label>
      </div>
      {open.length > 0 && !isBusy && (
        <div className="line-of-buttons">
          <button
            type="button"
            className="button"
            onClick={() => setChosen(new Set(open.slice(0, DECIDED_MAX).map(({ proposalId }) => proposalId)))}
          >
            {PROPOSALS.chooseAll(Math.min(open.length, DECIDED_MAX))}
          </button>
          {selected.length > 0 && (
            <>
              <button type="button" className="button button-quiet" onClick={() => setChosen(new Set())}>
                {PROPOSALS.chooseNone}
              </button>
              <span aria-live="polite">{PROPOSALS.chosen(selected.length, DECIDED_MAX)}</span>
              <Decide verb="approve" count={selected.length} run={(by) => run('approve', by)} />
              <Decide verb="reject" count={selected.length} run={(by) => run('reject', by)} />
            </>
          )}
        </div>
      )}
      {deciding !== null && <Results deciding={deciding} forget={forget} />}
      <PagedList
        label={PROPOSALS.table}
        columns={columns}
        pages={pages}
        keyOf={({ proposalId }) => proposalId}
        empty={
          <Empty title={isOpenOnly ? title : filtered}>
            <p>{isOpenOnly ? text : filteredText}</p>
          </Empty>
        }
      />
    </>
  );
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id) && next.size < DECIDED_MAX) next.add(id);
  return next;
}

function chooserOf(chosen: ReadonlySet<string>, choose: (proposalId: string) => void): Column<Proposal> {
  return {
    id: 'choose',
    header: TITLES.choose,
    width: '6rem',
    cell: ({ proposalId, orderId, status }) =>
      status === 'open' && (
        <span className="choose-cell">
          <input
            type="checkbox"
            aria-label={PROPOSALS.choose(orderId)}
            checked={chosen.has(proposalId)}
            onChange={() => choose(proposalId)}
          />
        </span>
      ),
  };
}

interface DecideProps {
  verb: Verb;
  count: number;
  run: (by: { reason: string; actor: string }) => Promise<void>;
}

function Decide({ verb, count, run }: DecideProps) {
  const { ask, title, text, confirm } = PROPOSALS[verb];
  return (
    <Confirm ask={ask} title={title(count)} confirm={confirm} isDangerous={verb === 'reject'} run={run}>
      {text}
    </Confirm>
  );
}

/** By item: those that did not work first. */
function Results({ deciding: { verb, all, results }, forget }: { deciding: Deciding; forget: () => void }) {
  const isDone = results.length === all;
  const sorted = [...results.filter(({ error }) => error !== null), ...results.filter(({ error }) => error === null)];
  return (
    <div className="card">
      <Section
        title={PROPOSALS.results}
        aside={
          isDone && (
            <button type="button" className="button button-quiet" onClick={forget}>
              {PROPOSALS.again}
            </button>
          )
        }
      >
        <p role="status">
          {isDone ? PROPOSALS.sums(done(results), all, PROPOSALS[verb].done) : PROPOSALS.running(results.length, all)}
        </p>
        <ul className="lines results" tabIndex={0} aria-label={PROPOSALS.results}>
          {sorted.map((result) => (
            <li key={result.proposal.proposalId}>
              <bdi>{result.proposal.orderId}</bdi> <Outcome verb={verb} result={result} />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function done(results: readonly Result[]): number {
  return results.filter(({ error }) => error === null).length;
}

function Outcome({ verb, result: { error } }: { verb: Verb; result: Result }) {
  if (error === null) return <Badge tone="good">{PROPOSALS[verb].done}</Badge>;
  const decided = error instanceof ApiProblem ? error.decided : undefined;
  if (decided === undefined) return <Badge tone="bad">{error.message}</Badge>;
  const status = STATUSES.find((one) => one === decided.status);
  return (
    <>
      <Badge tone="waiting">{PROPOSALS.wasFirst}</Badge>{' '}
      {decided.actor === null
        ? PROPOSALS.superseded
        : PROPOSALS.by(status === undefined ? decided.status : PROPOSALS.status[status], decided.actor)}
      {decided.at !== null && (
        <>
          {', '}
          <Time at={decided.at} exact />
        </>
      )}
      {decided.reason !== null && (
        <span className="quiet">
          {' '}
          <bdi>{decided.reason}</bdi>
        </span>
      )}
    </>
  );
}
