import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../../components/data-table';
import { Figure } from '../../components/figure';
import { LINK_HEALTH, type Reason } from '../../texts/link-health';
import { type Bucket, REASONS } from './times';

const TEXTS = LINK_HEALTH.unlinked;
/** More would run into each other on a small screen. */
const MARKS_MAX = 7;

/** Bars by time, whose parts are the reasons; each part leads to its examples. */
export function Unlinked({ buckets, shown }: { buckets: readonly Bucket[]; shown: Reason | undefined }) {
  const totals = REASONS.map((reason) => ({
    reason,
    count: buckets.reduce((sum, { counts }) => sum + counts[reason], 0),
  }));
  return (
    <>
      <Figure
        title={TEXTS.title}
        picture={totals.every(({ count }) => count === 0) ? <p>{TEXTS.nothing}</p> : <Stacks buckets={buckets} />}
        table={<DataTable label={TEXTS.title} columns={COLUMNS} rows={buckets} keyOf={({ from }) => from} />}
      />
      <ul className="reasons">
        {totals.map(({ reason, count }) => (
          <li key={reason} className="reason" aria-current={reason === shown ? 'true' : undefined}>
            <span className={`swatch part-${reason}`} aria-hidden="true" />
            <div>
              <p>
                <strong>
                  {TEXTS.reasons[reason].name}: {count.toLocaleString()}
                </strong>{' '}
                <code className="quiet">{reason}</code>
              </p>
              <p className="quiet">{TEXTS.reasons[reason].text}</p>
              {count > 0 && (
                <Link
                  to="/link-health"
                  search={(before) => ({ ...before, show: reason, at: undefined })}
                  resetScroll={false}
                  aria-label={`${TEXTS.show}: ${TEXTS.reasons[reason].name}`}
                >
                  {TEXTS.show}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Stacks({ buckets }: { buckets: readonly Bucket[] }) {
  const sizeOf = ({ counts }: Bucket) => REASONS.reduce((sum, reason) => sum + counts[reason], 0);
  const highest = Math.max(...buckets.map(sizeOf));
  const step = Math.ceil(buckets.length / MARKS_MAX);
  return (
    <ol className="stacks">
      {buckets.map((bucket, index) => (
        <li key={bucket.from} className="stack">
          <div className="stack-track">
            {REASONS.filter((reason) => bucket.counts[reason] > 0).map((reason) => {
              const words = TEXTS.part(bucket.counts[reason], TEXTS.reasons[reason].name, bucket.label);
              return (
                <Part
                  key={reason}
                  reason={reason}
                  bucket={bucket}
                  share={bucket.counts[reason] / highest}
                  words={words}
                />
              );
            })}
          </div>
          <span className={`stack-mark${index % (2 * step) === 0 ? '' : ' is-between'}`} aria-hidden="true">
            {index % step === 0 && bucket.mark}
          </span>
        </li>
      ))}
    </ol>
  );
}

interface PartProps {
  reason: Reason;
  bucket: Bucket;
  share: number;
  words: string;
}

function Part({ reason, bucket: { from }, share, words }: PartProps) {
  return (
    <Link
      to="/link-health"
      search={(before) => ({ ...before, show: reason, at: from })}
      resetScroll={false}
      className={`stack-part part-${reason}`}
      style={{ blockSize: `${share * 100}%` }}
      aria-label={words}
      title={words}
    />
  );
}

const COLUMNS: readonly Column<Bucket>[] = [
  { id: 'time', header: TEXTS.time, cell: ({ label }) => label, width: 'minmax(12rem, 1fr)' },
  ...REASONS.map((reason) => ({
    id: reason,
    header: TEXTS.reasons[reason].name,
    cell: ({ counts, from }: Bucket) =>
      counts[reason] === 0 ? (
        '0'
      ) : (
        <Link to="/link-health" search={(before) => ({ ...before, show: reason, at: from })} resetScroll={false}>
          {counts[reason].toLocaleString()}
        </Link>
      ),
    width: 'minmax(12rem, 1fr)',
    isNumber: true,
  })),
];
