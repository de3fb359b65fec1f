import type { ReactNode } from 'react';
import type { Shown } from '../../api/client';
import { useMerchantId } from '../../api/merchant';
import { usePages } from '../../api/queries';
import { CopyButton } from '../../components/copy-button';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Section } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { RunState } from '../../components/run-state';
import { Time } from '../../components/time';
import { CHECKS } from '../../texts/operations';
import { CheckRuns } from './check-runs';
import { stoppedOf, sumOf, usePartitions } from './partitions';

type Replay = Shown['ReplaySummaryShown'];
const { columns: TITLES } = CHECKS.replays;

const PAGE_ROWS = 20;
const AGAIN_MS = 2_000;

const COLUMNS: readonly Column<Replay>[] = [
  { id: 'id', header: TITLES.id, cell: ({ replayId }) => replayId, width: '6rem', isNumber: true },
  {
    id: 'state',
    header: TITLES.state,
    cell: ({ state, error }) => (
      <>
        <RunState state={state} />
        {error !== null && <code> {error}</code>}
      </>
    ),
    width: '14rem',
  },
  {
    id: 'scenarios',
    header: TITLES.scenarios,
    cell: ({ scenarios }) => <bdi>{scenarios.join(', ')}</bdi>,
    width: 'minmax(12rem, 2fr)',
  },
  {
    id: 'progress',
    header: TITLES.progress,
    cell: ({ facts: { done, total } }) => (
      <>
        <progress value={done} max={Math.max(total, 1)} aria-label={TITLES.progress} />{' '}
        {CHECKS.replays.facts(done, total)}
      </>
    ),
    width: 'minmax(20rem, 1.5fr)',
  },
  { id: 'createdAt', header: TITLES.createdAt, cell: ({ createdAt }) => <Time at={createdAt} />, width: '12.5rem' },
  {
    id: 'endedAt',
    header: TITLES.endedAt,
    cell: ({ endedAt }) => endedAt !== null && <Time at={endedAt} />,
    width: '12.5rem',
  },
];

export function Checks() {
  const merchantId = useMerchantId();
  const { verify, rebuild } = CHECKS;
  return (
    <>
      <Decided />
      <CheckRuns />
      <div className="tiles">
        <Commands title={verify.title} text={verify.text}>
          {[...verify.commands, ...(merchantId === null ? [] : [verify.merchant(shellWord(merchantId))])]}
        </Commands>
        <Commands title={rebuild.title} text={rebuild.text}>
          {rebuild.commands}
        </Commands>
      </div>
      <Replays />
    </>
  );
}

/** Somebody pastes it into a shell. */
function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function Decided() {
  const { data } = usePartitions();
  if (data === undefined) return null;
  const [behind, stopped] = [sumOf(data.items), stoppedOf(data.items)];
  return (
    <div className="card">
      <Section title={CHECKS.decided.title}>
        <p role="status">{behind === 0 ? CHECKS.decided.all : CHECKS.decided.behind(behind)}</p>
        {stopped > 0 && <p className="problem">{CHECKS.decided.stopped(stopped)}</p>}
      </Section>
    </div>
  );
}

interface CommandsProps {
  title: string;
  text: string;
  children: readonly (readonly [what: string, command: string])[];
}

function Commands({ title, text, children }: CommandsProps): ReactNode {
  return (
    <div className="card">
      <Section title={title}>
        <p>{text}</p>
        <ul className="lines">
          {children.map(([what, command]) => (
            <li key={command} className="command">
              <p>{what}</p>
              <code>{command}</code> <CopyButton text={command}>{CHECKS.copy}</CopyButton>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Replays() {
  const { title, text, table, none } = CHECKS.replays;
  const pages = usePages(
    ['replays'],
    (api, cursor, signal) => api.GET('/v1/replays', { params: { query: { limit: PAGE_ROWS, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  return (
    <Section title={title}>
      <p className="hint">{text}</p>
      <PagedList
        label={table}
        columns={COLUMNS}
        pages={pages}
        keyOf={({ replayId }) => String(replayId)}
        empty={
          <Empty title={none.title}>
            <p>{none.text}</p>
          </Empty>
        }
      />
    </Section>
  );
}
