import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { apiOf, type Shown } from '../../api/client';
import { useMerchantId } from '../../api/merchant';
import { usePages } from '../../api/queries';
import { Badge } from '../../components/badge';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Section } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { Time } from '../../components/time';
import { ALERTS } from '../../texts/operations';

type Alert = Shown['AlertShown'];
const { columns: TITLES, filter: FILTER } = ALERTS;
const STATES = ['open', 'closed'] as const;
const KINDS = Object.keys(ALERTS.kinds) as Alert['kind'][];
const ALL = 'all';
const THIS = 'this';

const PAGE_ROWS = 100;
const AGAIN_MS = 10_000;

const route = getRouteApi('/operations');

const COLUMNS: readonly Column<Alert>[] = [
  {
    id: 'state',
    header: TITLES.state,
    cell: ({ closedAt }) =>
      closedAt === null ? <Badge tone="bad">{ALERTS.state.open}</Badge> : <Badge>{ALERTS.state.closed}</Badge>,
    width: '7rem',
  },
  {
    id: 'severity',
    header: TITLES.severity,
    cell: ({ severity }) => <Badge tone={severity === 'error' ? 'bad' : 'waiting'}>{ALERTS.severity[severity]}</Badge>,
    width: '8rem',
  },
  { id: 'kind', header: TITLES.kind, cell: ({ kind }) => ALERTS.kinds[kind], width: 'minmax(14rem, 1.5fr)' },
  {
    id: 'merchant',
    header: TITLES.merchant,
    cell: ({ merchantId }) =>
      merchantId === null ? <span className="quiet">{ALERTS.machine}</span> : <bdi>{merchantId}</bdi>,
  },
  { id: 'key', header: TITLES.key, cell: ({ key }) => <bdi>{key}</bdi> },
  { id: 'openedAt', header: TITLES.openedAt, cell: ({ openedAt }) => <Time at={openedAt} />, width: '12.5rem' },
  {
    id: 'closedAt',
    header: TITLES.closedAt,
    cell: ({ closedAt }) => closedAt !== null && <Time at={closedAt} />,
    width: '12.5rem',
  },
];

function columnsWith(open: (alert: Alert) => void): Column<Alert>[] {
  const detail = {
    id: 'detail',
    header: TITLES.detail,
    width: '7rem',
    cell: (row: Alert) => <ShowDetail alert={row} open={open} />,
  };
  return COLUMNS.flatMap((column) => (column.id === 'kind' ? [column, detail] : [column]));
}

export function Alerts() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const merchantId = useMerchantId();
  const state = search.state === ALL ? undefined : (STATES.find((one) => one === search.state) ?? 'open');
  const asked = {
    state,
    kind: KINDS.find((one) => one === search.kind),
    merchantId: search.whose === THIS ? (merchantId ?? undefined) : undefined,
    limit: PAGE_ROWS,
  };
  const pages = usePages(
    ['alerts', asked],
    (_, cursor, signal) => apiOf(null).GET('/v1/alerts', { params: { query: { ...asked, cursor } }, signal }),
    { everyMs: AGAIN_MS },
  );
  const [opened, setOpened] = useState<Alert | null>(null);
  const columns = useMemo(() => columnsWith(setOpened), []);
  const choose = (chosen: Partial<typeof search>) =>
    void navigate({ to: '/operations', search: { ...search, ...chosen }, replace: true });
  const isFiltered = state !== 'open' || asked.kind !== undefined || asked.merchantId !== undefined;
  const { title, text, filtered, filteredText } = ALERTS.none;
  return (
    <>
      <p className="hint">{ALERTS.text}</p>
      <div className="operator-filters">
        <label>
          {FILTER.state}
          <select value={state ?? ALL} onChange={({ target }) => choose({ state: target.value })}>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {ALERTS.state[one]}
              </option>
            ))}
            <option value={ALL}>{FILTER.all}</option>
          </select>
        </label>
        <label>
          {FILTER.kind}
          <select value={asked.kind ?? ''} onChange={({ target }) => choose({ kind: target.value || undefined })}>
            <option value="">{FILTER.all}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {ALERTS.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {FILTER.whose}
          <select
            value={search.whose === THIS ? THIS : ''}
            onChange={({ target }) => choose({ whose: target.value || undefined })}
          >
            <option value="">{FILTER.everybody}</option>
            <option value={THIS}>{FILTER.this}</option>
          </select>
        </label>
      </div>
      {opened !== null && <Detail alert={opened} close={() => setOpened(null)} />}
      <PagedList
        label={ALERTS.table}
        columns={columns}
        pages={pages}
        keyOf={({ alertId }) => String(alertId)}
        empty={
          <Empty title={isFiltered ? filtered : title}>
            <p>{isFiltered ? filteredText : text}</p>
          </Empty>
        }
      />
    </>
  );
}

function Detail({ alert: { kind, detail }, close }: { alert: Alert; close: () => void }) {
  return (
    <div className="card raw">
      <Section
        title={ALERTS.detailOf(ALERTS.kinds[kind])}
        aside={
          <button type="button" className="button button-quiet" onClick={close}>
            {ALERTS.close}
          </button>
        }
      >
        <pre tabIndex={0}>{JSON.stringify(detail, null, 2)}</pre>
      </Section>
    </div>
  );
}

function ShowDetail({ alert, open }: { alert: Alert; open: (alert: Alert) => void }) {
  return (
    <button type="button" className="button" onClick={() => open(alert)}>
      {ALERTS.show}
    </button>
  );
}
