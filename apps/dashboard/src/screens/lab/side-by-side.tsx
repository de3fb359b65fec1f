import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Shown } from '../../api/client';
import { moneyText } from '../../components/money';
import { Section } from '../../components/page';
import { Wide } from '../../components/wide';
import { LAB } from '../../texts/lab';
import { countText, differenceText } from './numbers';

const TEXTS = LAB.side;

type Report = Shown['ScenarioReportShown'];

/** A table of scenarios, a row for each. */
export function SideBySide({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className="card">
        <Wide label={title}>
          <table className="plain-table" aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{TEXTS.scenario}</th>
                <th scope="col">{TEXTS.changed}</th>
                <th scope="col">{TEXTS.now}</th>
                <th scope="col">{TEXTS.then}</th>
                <th scope="col">{TEXTS.difference}</th>
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </Wide>
      </div>
    </Section>
  );
}

interface RowsProps {
  replay: Pick<Shown['ReplayShown'], 'replayId'>;
  reports: readonly Report[];
  /** Name the run too. */
  withRun?: boolean;
}

export function SideBySideRows({ replay: { replayId }, reports, withRun = false }: RowsProps) {
  return reports.map((report) => {
    const { name, purchases, cost } = report;
    const sums = (of: (sum: Report['cost']['total'][number]) => string) =>
      cost.total.map((sum) => (
        <span key={sum.currency} className="money sum">
          {of(sum)}
        </span>
      ));
    return (
      <tr key={name}>
        <td>
          <Link
            to="/lab/$replayId"
            params={{ replayId: String(replayId) }}
            search={{ scenario: name }}
            resetScroll={false}
          >
            {withRun && `${LAB.runs.name(replayId)}: `}
            <bdi>{name}</bdi>
          </Link>
        </td>
        <td>{TEXTS.of(countText(purchases.changed), countText(purchases.count))}</td>
        <td>{sums(({ now, currency }) => moneyText(now, currency))}</td>
        <td>{sums(({ then, currency }) => moneyText(then, currency))}</td>
        <td>{sums(({ now, then, currency }) => differenceText(now, then, currency))}</td>
      </tr>
    );
  });
}
