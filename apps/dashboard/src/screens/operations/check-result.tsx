import type { Shown } from '../../api/client';
import { Section } from '../../components/page';
import { Time } from '../../components/time';
import { Wide } from '../../components/wide';
import { CHECK_RESULT } from '../../texts/checks';

type Check = Shown['CheckShown'];
type Outcome = NonNullable<Check['outcome']>;
type Ledger = NonNullable<Outcome['ledger']>;
type ReadModels = NonNullable<Outcome['readModels']>;

const { differences: TITLES } = CHECK_RESULT;

/** In one sentence, for a list; empty until it is over. */
export function resultOf({ state, error, outcome }: Check): string {
  if (state === 'cancelled') return CHECK_RESULT.cancelled;
  if (error !== null) return CHECK_RESULT.errors[error];
  if (outcome === null) return '';
  if (outcome.held) return CHECK_RESULT.held;
  const { ledger, readModels } = outcome;
  if (ledger !== null && ledger.differenceCount > 0) return CHECK_RESULT.ledgerDiffers(ledger.differenceCount);
  return CHECK_RESULT.tablesDiffer((readModels?.differences ?? []).map(({ table }) => table));
}

/** What a check found, in words, with its differences. */
export function CheckResult({ check }: { check: Check }) {
  const { checkId, kind, createdAt, error, errorDetail, outcome } = check;
  return (
    <Section title={CHECK_RESULT.title(checkId, kind)}>
      <p className="hint">
        <Time at={createdAt} exact />
      </p>
      {error !== null ? (
        <div className="problem">
          <p className="empty-title">{CHECK_RESULT.errors[error]}</p>
          {errorDetail !== null && (
            <p>
              <bdi>{errorDetail}</bdi>
            </p>
          )}
          <p>
            <code>{error}</code>
          </p>
        </div>
      ) : (
        <p className={outcome?.held === false ? 'problem' : undefined} role="status">
          {resultOf(check)}
        </p>
      )}
      {outcome?.ledger && <LedgerResult ledger={outcome.ledger} />}
      {outcome?.readModels && <ReadModelsResult readModels={outcome.readModels} />}
    </Section>
  );
}

function LedgerResult({ ledger }: { ledger: Ledger }) {
  const { facts, decisions, vaultRows, differenceCount, differences } = ledger;
  const TEXTS = CHECK_RESULT.ledger;
  return (
    <>
      <p>
        {differenceCount === 0 ? TEXTS.follows(decisions, facts) : TEXTS.read(decisions, facts)}{' '}
        {vaultRows === null ? TEXTS.noVault : TEXTS.vault(vaultRows)}
      </p>
      {differences.length > 0 && (
        <Differences
          label={TITLES.ledger}
          sides={[TITLES.recorded, TITLES.recomputed]}
          rows={differences.map(({ field, recorded, recomputed, ...place }) => ({
            place: TITLES.placeOf(place),
            what: field,
            values: [recorded, recomputed],
          }))}
        />
      )}
      {differenceCount > differences.length && <p className="hint">{TITLES.more(differences.length)}</p>}
    </>
  );
}

function ReadModelsResult({ readModels }: { readModels: ReadModels }) {
  const { tables, facts, rows, replaced, differences, stopped } = readModels;
  const TEXTS = CHECK_RESULT.readModels;
  return (
    <>
      <p>
        {differences.length === 0 ? TEXTS.right(tables, rows, facts) : TEXTS.compared(tables, rows, facts)}{' '}
        {replaced && TEXTS.replaced}
      </p>
      {stopped.map(({ partition, position, because }) => (
        <p key={partition} className="problem">
          {TEXTS.stopped(partition, position)} <bdi>{because}</bdi>
        </p>
      ))}
      {differences.length > 0 && (
        <Differences
          label={TITLES.readModels}
          sides={[TITLES.live, TITLES.rebuilt]}
          rows={differences.map(({ table, rows: count, key, column, live, rebuilt }) => ({
            place: TITLES.rowsOf(table, count),
            what: TITLES.firstRow(Object.entries(key as Record<string, string>), column),
            values: [live, rebuilt],
          }))}
        />
      )}
    </>
  );
}

interface DifferencesProps {
  label: string;
  sides: readonly [string, string];
  rows: readonly { place: string; what: string; values: readonly (string | null)[] }[];
}

function Differences({ label, sides, rows }: DifferencesProps) {
  return (
    <Wide label={label}>
      <table className="plain-table differences" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{TITLES.where}</th>
            <th scope="col">{TITLES.what}</th>
            {sides.map((side) => (
              <th scope="col" key={side}>
                {side}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ place, what, values }) => (
            <tr key={`${place} ${what}`}>
              <td>{place}</td>
              <td>
                <bdi>{what}</bdi>
              </td>
              {values.map((value, side) => (
                <td key={sides[side]}>
                  {value === null ? <span className="quiet">{TITLES.nothing}</span> : <code>{value}</code>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
