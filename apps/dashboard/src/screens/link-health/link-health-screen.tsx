import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { Badge } from '../../components/badge';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Page } from '../../components/page';
import { Problem } from '../../components/problem';
import { LINK_HEALTH } from '../../texts/link-health';
import { Course } from './course';
import { Examples } from './examples';
import { useLatest, useWindows } from './health';
import './link-health.css';
import { Linked } from './linked';
import { bucketsOf, percentOf, percentText, type Range, RANGES, REASONS, type Window, windowsOf } from './times';
import { Unlinked } from './unlinked';

type Health = Shown['LinkHealthShown'];

const route = getRouteApi('/link-health');
const NAMES = Object.keys(RANGES) as Range[];

export function LinkHealthScreen() {
  const { days } = route.useSearch();
  const navigate = useNavigate();
  const range = NAMES.find((name) => String(RANGES[name]) === days) ?? 'week';
  const latest = useLatest();
  const windows = latest.data === undefined ? [] : windowsOf(range, Date.parse(latest.data.to));
  const answers = useWindows(windows);
  const error = latest.data === undefined ? latest.error : answers.error;
  return (
    <Page
      title={LINK_HEALTH.title}
      actions={<CopyButton text={curlOf(pathOf(windows))}>{LINK_HEALTH.curl}</CopyButton>}
    >
      <p className="quiet">{LINK_HEALTH.lead}</p>
      <div className="filters">
        <label>
          {LINK_HEALTH.range.label}
          <select
            value={range}
            onChange={({ target }) =>
              void navigate({
                to: '/link-health',
                search: { days: String(RANGES[target.value as Range]) },
                replace: true,
              })
            }
          >
            {NAMES.map((name) => (
              <option key={name} value={name}>
                {LINK_HEALTH.range[name]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {latest.data !== undefined && answers.data !== undefined ? (
        <Known range={range} rate={latest.data.mismatchRate} answers={answers.data} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Problem error={error} again={latest.data === undefined ? () => void latest.refetch() : answers.again} />
      )}
    </Page>
  );
}

/** Of the newest window. */
function pathOf([newest]: readonly Window[]): string {
  return newest === undefined ? '/v1/link-health' : `/v1/link-health?from=${newest.from}&to=${newest.to}`;
}

interface KnownProps {
  range: Range;
  rate: Health['mismatchRate'];
  answers: readonly Health[];
}

function Known({ range, rate, answers }: KnownProps) {
  const { show, at } = route.useSearch();
  const buckets = bucketsOf(range, answers);
  const total = (count: (bucket: (typeof buckets)[number]) => number) =>
    buckets.reduce((sum, bucket) => sum + count(bucket), 0);
  const [covered, all, judged] = [total((one) => one.covered), total((one) => one.all), total((one) => one.judged)];
  const lost = total(({ counts }) => counts.WEBHOOK_SILENT);
  if (all + judged + lost === 0) return <Nothing />;
  const reason = REASONS.find((one) => one === show);
  const bucket = buckets.find(({ from }) => from === at);
  return (
    <>
      <div className="tiles">
        <div className="card">
          <Rate title={LINK_HEALTH.coverage.title} percent={percentOf(covered, all)}>
            {all === 0 ? LINK_HEALTH.coverage.none : LINK_HEALTH.coverage.of(covered, all)}
          </Rate>
        </div>
        <div className="card">
          <Mismatch rate={rate} />
        </div>
        <div className="card">
          <Linked answers={answers} all={all} />
        </div>
      </div>
      <div className="card">
        <Course buckets={buckets} alertPercent={rate.alertPercent} />
      </div>
      <div className="card">
        <Unlinked buckets={buckets} shown={reason} />
      </div>
      {reason !== undefined && (
        <Examples
          key={`${reason} ${bucket?.from}`}
          reason={reason}
          bucket={bucket}
          answers={answers}
          count={bucket?.counts[reason] ?? total(({ counts }) => counts[reason])}
        />
      )}
    </>
  );
}

function Rate({ title, percent, children }: { title: string; percent: number | null; children: string }) {
  return (
    <>
      <p className="quiet">{title}</p>
      <p className="rate">{percentText(percent)}</p>
      <p>{children}</p>
    </>
  );
}

function Mismatch({ rate: { percent, judged, mismatched, alertPercent, exceeded } }: { rate: Health['mismatchRate'] }) {
  const TEXTS = LINK_HEALTH.mismatch;
  return (
    <>
      <Rate title={TEXTS.title} percent={percent}>
        {judged === 0 ? TEXTS.none : TEXTS.of(mismatched, judged)}
      </Rate>
      <p>
        {judged > 0 && <Badge tone={exceeded ? 'bad' : 'good'}>{exceeded ? TEXTS.exceeded : TEXTS.fine}</Badge>}{' '}
        <span className="hint">{TEXTS.alert(alertPercent)}</span>
      </p>
    </>
  );
}

function Nothing() {
  const { title, text, link } = LINK_HEALTH.none;
  return (
    <Empty title={title}>
      <p>{text}</p>
      <p>
        <Link to="/connection">{link}</Link>
      </p>
    </Empty>
  );
}
