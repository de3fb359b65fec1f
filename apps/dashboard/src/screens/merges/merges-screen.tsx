import { getRouteApi, Link, Navigate, useNavigate } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import { useIsAdmin } from '../../components/admin-only';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { PagedList } from '../../components/paged-list';
import { Time } from '../../components/time';
import { MERGES } from '../../texts/merges';
import { MergesPage } from './merges-page';
import { EvidenceWords, OutcomeBadge, PersonLink } from './words';

type Merge = Shown['MergeShown'];
const { columns: TITLES, filter: FILTER } = MERGES;
const STATUSES = Object.keys(MERGES.status) as Merge['status'][];
const KINDS = Object.keys(MERGES.evidence) as Merge['evidence']['kind'][];

const PAGE_ROWS = 100;
const AGAIN_MS = 10_000;

const route = getRouteApi('/merges');

const COLUMNS: readonly Column<Merge>[] = [
  { id: 'at', header: TITLES.at, cell: ({ at }) => <Time at={at} />, width: '11rem' },
  { id: 'outcome', header: TITLES.outcome, cell: (merge) => <Outcome merge={merge} />, width: '16rem' },
  {
    id: 'who',
    header: TITLES.who,
    cell: ({ edge, homeGroupIds }) => <PersonLink identifier={edge[0]!} groupId={homeGroupIds[0]} />,
    width: 'minmax(10.5rem, 10.5fr)',
  },
  {
    id: 'with',
    header: TITLES.with,
    cell: ({ edge, homeGroupIds }) => <PersonLink identifier={edge[1]!} groupId={homeGroupIds[1]} />,
    width: 'minmax(10.5rem, 10.5fr)',
  },
  {
    id: 'evidence',
    header: TITLES.evidence,
    cell: ({ evidence }) => <EvidenceWords evidence={evidence} />,
    width: 'minmax(12.25rem, 12.25fr)',
  },
  {
    id: 'reevaluated',
    header: TITLES.reevaluated,
    cell: ({ effects }) => effects.purchasesReevaluated,
    width: '5rem',
    isNumber: true,
  },
  {
    id: 'rewards',
    header: TITLES.rewards,
    cell: ({ effects }) => MERGES.rewardsChange(effects.rewardsGranted, effects.rewardsReversed),
    width: '6rem',
    isNumber: true,
  },
];

/** A merge has a page of its own; a refusal changed nothing. */
function Outcome({ merge }: { merge: Merge }) {
  if (merge.mergeId === null) return <OutcomeBadge merge={merge} />;
  return (
    <Link to="/merges/$mergeId" params={{ mergeId: merge.mergeId }}>
      <OutcomeBadge merge={merge} />
    </Link>
  );
}

/** The day in the reader's zone begins then. */
function startOf(day: string | undefined, daysLater = 0): string | undefined {
  const [year, month, date] = (/^\d{4}-\d\d-\d\d$/.exec(day ?? '')?.[0] ?? '').split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const at = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

export function MergesScreen() {
  const isAdmin = useIsAdmin();
  return isAdmin ? <AllMerges /> : <Navigate to="/merges/group" replace />;
}

function AllMerges() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const asked = {
    status: STATUSES.find((one) => one === search.status),
    evidence: KINDS.find((one) => one === search.evidence),
    actor: search.actor,
    from: startOf(search.from),
    to: startOf(search.to, 1),
    limit: PAGE_ROWS,
  };
  const pages = usePages(
    ['merges', asked],
    (api, cursor, signal) => api.GET('/v1/merges', { params: { query: { ...asked, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const choose = (chosen: Partial<typeof search>) =>
    void navigate({ to: '/merges', search: { ...search, ...chosen }, replace: true });
  const isFiltered = [asked.status, asked.evidence, asked.actor, asked.from, asked.to].some((one) => one !== undefined);
  const { title, text, filtered, filteredText } = MERGES.none;
  return (
    <MergesPage title={MERGES.title} text={MERGES.text}>
      <div className="operator-filters">
        <Choice
          label={FILTER.status}
          texts={MERGES.status}
          value={asked.status}
          choose={(status) => choose({ status })}
        />
        <Choice
          label={FILTER.evidence}
          texts={MERGES.evidence}
          value={asked.evidence}
          choose={(evidence) => choose({ evidence })}
        />
        <label>
          {FILTER.actor}
          <input
            key={search.actor}
            type="search"
            maxLength={256}
            defaultValue={search.actor}
            placeholder={FILTER.actorHint}
            dir="auto"
            onBlur={({ target }) => choose({ actor: target.value.trim() || undefined })}
            onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
          />
        </label>
        <label>
          {FILTER.from}
          <input
            type="date"
            value={search.from ?? ''}
            onChange={({ target }) => choose({ from: target.value || undefined })}
          />
        </label>
        <label>
          {FILTER.to}
          <input
            type="date"
            value={search.to ?? ''}
            onChange={({ target }) => choose({ to: target.value || undefined })}
          />
        </label>
        {isFiltered && (
          <Link to="/merges" search={({ merchant }) => ({ merchant })} className="button">
            {FILTER.clear}
          </Link>
        )}
      </div>
      <PagedList
        label={MERGES.table}
        columns={COLUMNS}
        pages={pages}
        keyOf={({ position, homeGroupIds, status }) => [position, status, ...homeGroupIds].join(' ')}
        empty={
          <Empty title={isFiltered ? filtered : title}>
            <p>{isFiltered ? filteredText : text}</p>
          </Empty>
        }
      />
    </MergesPage>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  texts: Readonly<Record<Value, string>>;
  value: Value | undefined;
  choose: (value: string | undefined) => void;
}

function Choice<Value extends string>({ label, texts, value, choose }: ChoiceProps<Value>) {
  return (
    <label>
      {label}
      <select value={value ?? ''} onChange={({ target }) => choose(target.value || undefined)}>
        <option value="">{FILTER.all}</option>
        {(Object.keys(texts) as Value[]).map((one) => (
          <option key={one} value={one}>
            {texts[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
