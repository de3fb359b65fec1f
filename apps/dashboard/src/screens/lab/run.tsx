import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ApiProblem, type Shown } from '../../api/client';
import { useChange, useRead } from '../../api/queries';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Problem } from '../../components/problem';
import { isOver } from '../../components/run-state';
import { Time } from '../../components/time';
import { LAB } from '../../texts/lab';
import { PURCHASE } from '../../texts/purchases';
import { SHELL } from '../../texts/shell';
import { Changes } from './changes';
import { Difference } from './difference';
import { ChannelsBeside } from './channels';
import { useTakeOver } from './lab-screen';
import { countText } from './numbers';
import { Publish } from './publish';
import { SideBySide, SideBySideRows } from './side-by-side';

const route = getRouteApi('/lab/$replayId');
const TEXTS = LAB.run;
const SOON_MS = 500;
/** As in the styles: what was found lies below the form. */
const NARROW = '(max-width: 79.99rem)';

type Replay = Shown['ReplayShown'];

export function Run() {
  const { replayId } = route.useParams();
  const { data, error, refetch } = useRead(
    ['replay', replayId],
    (api, signal) => api.GET('/v1/replays/{replayId}', { params: { path: { replayId } }, signal }),
    { everyMs: (latest) => (latest !== undefined && isOver(latest) ? false : SOON_MS) },
  );
  const takeOver = useTakeOver();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${TEXTS.title(replayId)} · ${SHELL.product}`;
    heading.current?.focus({ preventScroll: true });
    // Whoever filled in many scenarios is far below the beginning of what they found.
    heading.current?.scrollIntoView({ block: window.matchMedia(NARROW).matches ? 'start' : 'nearest' });
  }, [replayId]);
  return (
    <>
      <div className="section-head">
        <h2 ref={heading} tabIndex={-1}>
          {TEXTS.heading(replayId)}
        </h2>
        <div className="page-actions">
          <Link to="/lab" className="button">
            {TEXTS.all}
          </Link>
          {data !== undefined && (
            <button type="button" className="button" onClick={() => takeOver(data.definitions)}>
              {TEXTS.takeOver}
            </button>
          )}
          <CopyButton text={curlOf(`/v1/replays/${encodeURIComponent(replayId)}`)}>{PURCHASE.curl}</CopyButton>
        </div>
      </div>
      {data !== undefined ? (
        <Known key={replayId} replay={data} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiProblem && error.status === 404 ? (
        <Empty title={TEXTS.missing.title}>
          <p>{TEXTS.missing.text}</p>
        </Empty>
      ) : (
        <Problem error={error} again={() => void refetch()} />
      )}
    </>
  );
}

function Known({ replay }: { replay: Replay }) {
  const { replayId, state, reports, error, createdAt } = replay;
  if (!isOver(replay)) return <Progress replay={replay} />;
  return (
    <>
      <p className="hint">
        <Time at={createdAt} exact />
      </p>
      {state === 'cancelled' && <p>{TEXTS.cancelled}</p>}
      {error !== null && (
        <p className="problem" role="alert">
          {TEXTS.errors[error]} <code>{error}</code>
        </p>
      )}
      {reports !== null && reports.length > 1 && (
        <>
          <SideBySide title={LAB.side.title}>
            <SideBySideRows replay={replay} reports={reports} />
          </SideBySide>
          <div className="card">
            <ChannelsBeside reports={reports} />
          </div>
        </>
      )}
      {reports !== null && <Chosen key={replayId} replay={replay} reports={reports} />}
    </>
  );
}

function Chosen({ replay, reports }: { replay: Replay; reports: NonNullable<Replay['reports']> }) {
  const { scenario } = route.useSearch();
  const index = Math.max(
    0,
    reports.findIndex(({ name }) => name === scenario),
  );
  const report = reports[index];
  const definition = replay.definitions[index];
  if (report === undefined || definition === undefined) return null;
  return (
    <>
      {reports.length > 1 && (
        <nav className="tabs" aria-label={LAB.form.title}>
          {reports.map(({ name }) => (
            <Link
              key={name}
              to="/lab/$replayId"
              params={{ replayId: String(replay.replayId) }}
              search={{ scenario: name }}
              resetScroll={false}
              className={`tab${name === report.name ? ' is-active' : ''}`}
              activeProps={{}}
              aria-current={name === report.name ? 'page' : undefined}
            >
              <bdi>{name}</bdi>
            </Link>
          ))}
        </nav>
      )}
      <Publish key={report.name} report={report} definition={definition} />
      <Difference report={report} isAlone={reports.length === 1} />
      {report.purchases.changed > 0 && <Changes replayId={String(replay.replayId)} scenario={report.name} />}
    </>
  );
}

function Progress({ replay }: { replay: Replay }) {
  const { replayId, state, facts } = replay;
  const cancel = useChange((api, id: string) =>
    api.POST('/v1/replays/{replayId}/cancel', { params: { path: { replayId: id } } }),
  );
  return (
    <div className="card section">
      {state === 'queued' || facts.total === 0 ? (
        <p role="status">{TEXTS.waits}</p>
      ) : (
        <>
          <p role="status">{TEXTS.progress(countText(facts.done), countText(facts.total))}</p>
          <progress className="run-progress" max={facts.total} value={facts.done} aria-label={TEXTS.progressLabel} />
        </>
      )}
      <p>
        <button
          type="button"
          className="button"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate(String(replayId))}
        >
          {TEXTS.cancel}
        </button>
      </p>
      {cancel.error !== null && <Problem error={cancel.error} />}
    </div>
  );
}
