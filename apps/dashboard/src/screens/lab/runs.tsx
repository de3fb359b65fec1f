import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRead } from '../../api/queries';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { isOver, RunState } from '../../components/run-state';
import { Time } from '../../components/time';
import { Wide } from '../../components/wide';
import { LAB } from '../../texts/lab';
import { SideBySide, SideBySideRows } from './side-by-side';

const route = getRouteApi('/lab/');
const TEXTS = LAB.runs;

const RUNS_KEPT = 20;
const SOON_MS = 1_000;

/** What was run, and runs side by side. */
export function Runs() {
  const { compare } = route.useSearch();
  const navigate = useNavigate();
  const { data, error, refetch } = useRead(
    ['replays'],
    (api, signal) => api.GET('/v1/replays', { params: { query: { limit: RUNS_KEPT } }, signal }),
    { everyMs: (latest) => (latest?.items.every(isOver) === false ? SOON_MS : false) },
  );
  if (data === undefined) {
    return error === null ? <Loading /> : <Problem error={error} again={() => void refetch()} />;
  }
  if (data.items.length === 0) {
    return (
      <Empty title={TEXTS.none}>
        <p>{TEXTS.noneText}</p>
      </Empty>
    );
  }
  const marked = new Set((compare ?? '').split('.'));
  const compared = data.items.filter(({ replayId, state }) => state === 'done' && marked.has(String(replayId)));
  const mark = (replayId: number, isOn: boolean) => {
    const ids = compared.map((run) => run.replayId).filter((id) => id !== replayId);
    const text = [...ids, ...(isOn ? [replayId] : [])].join('.');
    void navigate({
      to: '/lab',
      search: { compare: text === '' ? undefined : text },
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <>
      {compared.length > 0 && (
        <SideBySide title={TEXTS.compared}>
          {compared.map(({ replayId }) => (
            <Compared key={replayId} replayId={replayId} />
          ))}
        </SideBySide>
      )}
      <Section title={TEXTS.title}>
        <p className="hint">{TEXTS.text}</p>
        <div className="card">
          <Wide label={TEXTS.table}>
            <table className="plain-table" aria-label={TEXTS.table}>
              <thead>
                <tr>
                  <th scope="col">{TEXTS.run}</th>
                  <th scope="col">{TEXTS.scenarios}</th>
                  <th scope="col">{TEXTS.state}</th>
                  <th scope="col">{TEXTS.started}</th>
                  <th scope="col">{TEXTS.compare}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((run) => (
                  <tr key={run.replayId}>
                    <td className="run-name">
                      <Link to="/lab/$replayId" params={{ replayId: String(run.replayId) }} resetScroll={false}>
                        {TEXTS.name(run.replayId)}
                      </Link>
                    </td>
                    <td>
                      {run.scenarios.map((name, index) => (
                        <span key={name}>
                          {index > 0 && ', '}
                          <bdi>{name}</bdi>
                        </span>
                      ))}
                    </td>
                    <td>
                      <RunState state={run.state} />
                    </td>
                    <td>
                      <Time at={run.createdAt} />
                    </td>
                    <td>
                      {run.state === 'done' && (
                        <input
                          type="checkbox"
                          className="mark"
                          aria-label={TEXTS.compareLabel(run.replayId)}
                          checked={marked.has(String(run.replayId))}
                          onChange={({ target }) => mark(run.replayId, target.checked)}
                        />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        </div>
      </Section>
    </>
  );
}

function Compared({ replayId }: { replayId: number }) {
  const { data } = useRead(['replay', String(replayId)], (api, signal) =>
    api.GET('/v1/replays/{replayId}', { params: { path: { replayId: String(replayId) } }, signal }),
  );
  const reports = data?.reports ?? null;
  if (data === undefined || reports === null) return null;
  return <SideBySideRows replay={data} reports={reports} withRun />;
}
