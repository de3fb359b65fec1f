import { useMemo, useState } from 'react';
import { apiOf, type Shown } from '../../api/client';
import { useChange, useRead } from '../../api/queries';
import { ConfirmForm } from '../../components/confirm';
import { type Column, DataTable } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { isOver, RunState } from '../../components/run-state';
import { Time } from '../../components/time';
import { CHECK_RUNS } from '../../texts/checks';
import { CheckResult, resultOf } from './check-result';

export type Check = Shown['CheckShown'];
type Kind = Check['kind'];

const { start: START, columns: TITLES } = CHECK_RUNS;

/** All that are kept. */
const KEPT = 50;
const SOON_MS = 500;
const AGAIN_MS = 5_000;

/** What verifies and rebuilds: how to start it, how far it is, what it found, and what was found before. */
export function CheckRuns() {
  const { data, error, refetch } = useRead(
    ['checks'],
    (_, signal) => apiOf(null).GET('/v1/checks', { params: { query: { limit: KEPT } }, signal }),
    { everyMs: (latest) => (latest?.items.every(isOver) === false ? SOON_MS : AGAIN_MS) },
  );
  const [chosen, setChosen] = useState<number | null>(null);
  if (data === undefined) return error === null ? <Loading /> : <Problem error={error} again={() => void refetch()} />;
  const running = data.items.find((check) => !isOver(check));
  const shown = data.items.find(({ checkId }) => checkId === chosen) ?? data.items.find(isOver);
  return (
    <>
      <div className="card">
        <Section title={CHECK_RUNS.title}>
          <p>{CHECK_RUNS.text}</p>
          <Start isDisabled={running !== undefined} begun={() => setChosen(null)} />
          {running !== undefined && <Running check={running} />}
        </Section>
      </div>
      {shown !== undefined && running === undefined && (
        <div className="card">
          <CheckResult check={shown} />
        </div>
      )}
      <Section title={CHECK_RUNS.earlier}>
        <Earlier checks={data.items} show={setChosen} />
      </Section>
    </>
  );
}

function Start({ isDisabled, begun }: { isDisabled: boolean; begun: () => void }) {
  const start = useChange((_, kind: Kind) => apiOf(null).POST('/v1/checks', { body: { kind } }));
  const run = (kind: Kind) => start.mutateAsync(kind).then(begun);
  const isBusy = isDisabled || start.isPending;
  const button = (kind: 'verify' | 'verify-read-models') => (
    <button
      type="button"
      className="button button-main"
      disabled={isBusy}
      // What went wrong is shown below.
      onClick={() => void run(kind).catch(() => undefined)}
    >
      {START[kind]}
    </button>
  );
  return (
    <>
      <div className="page-actions">
        {button('verify')}
        {button('verify-read-models')}
        <ConfirmForm
          ask={START.rebuild.ask}
          title={START.rebuild.title}
          confirm={START.rebuild.confirm}
          isDisabled={isBusy}
          run={() => run('rebuild')}
        >
          {START.rebuild.text}
        </ConfirmForm>
      </div>
      {start.error !== null && <Problem error={start.error} />}
    </>
  );
}

function Running({ check: { checkId, kind, state, stage, facts } }: { check: Check }) {
  const cancel = useChange((_, id: number) =>
    apiOf(null).POST('/v1/checks/{checkId}/cancel', { params: { path: { checkId: String(id) } } }),
  );
  const { running: TEXTS } = CHECK_RUNS;
  return (
    <>
      <p role="status">
        {stage === null
          ? TEXTS.before[state === 'queued' ? 'queued' : 'running']
          : TEXTS.stages[stage](facts.done, facts.total)}
      </p>
      <progress
        className="run-progress"
        // Without a value it says that something goes on.
        {...(facts.total > 0 && { value: facts.done, max: facts.total })}
        aria-label={TEXTS.label(CHECK_RUNS.kinds[kind])}
      />
      <p>
        <button type="button" className="button" disabled={cancel.isPending} onClick={() => cancel.mutate(checkId)}>
          {TEXTS.cancel}
        </button>
      </p>
      {cancel.error !== null && <Problem error={cancel.error} />}
    </>
  );
}

const COLUMNS: readonly Column<Check>[] = [
  { id: 'id', header: TITLES.id, cell: ({ checkId }) => checkId, width: '5rem', isNumber: true },
  { id: 'kind', header: TITLES.kind, cell: ({ kind }) => CHECK_RUNS.kinds[kind], width: 'minmax(12rem, 1fr)' },
  { id: 'state', header: TITLES.state, cell: ({ state }) => <RunState state={state} />, width: '8rem' },
  { id: 'result', header: TITLES.result, cell: (check) => resultOf(check), width: 'minmax(14rem, 2fr)' },
  { id: 'createdAt', header: TITLES.createdAt, cell: ({ createdAt }) => <Time at={createdAt} />, width: '12.5rem' },
  { id: 'took', header: TITLES.took, cell: (check) => tookOf(check), width: '6rem', isNumber: true },
];

function tookOf({ startedAt, endedAt }: Check): string {
  if (startedAt === null || endedAt === null) return '';
  return CHECK_RUNS.seconds((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000);
}

function Earlier({ checks, show }: { checks: readonly Check[]; show: (checkId: number) => void }) {
  const columns = useMemo(() => {
    const cell = (check: Check) =>
      isOver(check) && (
        <button
          type="button"
          className="button"
          aria-label={CHECK_RUNS.showLabel(check.checkId)}
          onClick={() => show(check.checkId)}
        >
          {CHECK_RUNS.show}
        </button>
      );
    return [...COLUMNS.slice(0, 4), { id: 'show', header: TITLES.show, cell, width: '7rem' }, ...COLUMNS.slice(4)];
  }, [show]);
  if (checks.length === 0) {
    return (
      <Empty title={CHECK_RUNS.none.title}>
        <p>{CHECK_RUNS.none.text}</p>
      </Empty>
    );
  }
  return (
    <DataTable label={CHECK_RUNS.table} columns={columns} rows={checks} keyOf={({ checkId }) => String(checkId)} />
  );
}
