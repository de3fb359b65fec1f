import { getRouteApi, Link } from '@tanstack/react-router';
import { Page } from '../../components/page';
import { MONEY } from '../../texts/money';
import { Campaigns } from './campaigns';
import { DueCsv } from './due-csv';
import './money.css';
import { Recipients } from './recipients';
import { RewardList } from './reward-list';
import { Totals } from './totals';
import { WithheldList } from './withheld-list';

const route = getRouteApi('/money');

const PARTS = ['due', 'recipients', 'withheld', 'campaigns'] as const;

export function MoneyScreen() {
  const { show, state, campaign, of, type } = route.useSearch();
  const part = PARTS.find((one) => one === show) ?? 'due';
  return (
    <Page title={MONEY.title} actions={<DueCsv />}>
      <Totals campaignId={undefined} />
      <nav aria-label={MONEY.parts} className="tabs">
        {PARTS.map((one) => (
          <Link
            key={one}
            to="/money"
            search={one === 'due' ? {} : { show: one }}
            className={`tab${one === part ? ' is-active' : ''}`}
            aria-current={one === part ? 'page' : undefined}
            activeProps={{}}
          >
            {MONEY.tabs[one]}
          </Link>
        ))}
      </nav>
      {part === 'due' && <RewardList state={state} campaignId={campaign} of={of} type={type} />}
      {part === 'recipients' && <Recipients />}
      {part === 'withheld' && <WithheldList />}
      {part === 'campaigns' && <Campaigns />}
    </Page>
  );
}
