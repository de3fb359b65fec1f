import { Link } from '@tanstack/react-router';
import type { Shown } from '../../api/client';
import { usePages } from '../../api/queries';
import { Badge, type Tone } from '../../components/badge';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { moneyText } from '../../components/money';
import { PagedList } from '../../components/paged-list';
import { Time } from '../../components/time';
import { CAMPAIGN, MONEY } from '../../texts/money';
import { rewardText } from './reward-text';

type Campaign = Shown['CampaignShown'];
const { columns: TITLES, campaigns: TEXTS } = MONEY;

const PAGE_ROWS = 50;

const STATE_TONES: Record<Campaign['state'], Tone> = { active: 'good', paused: 'waiting', archived: 'neutral' };

export function CampaignState({ state }: { state: Campaign['state'] }) {
  return <Badge tone={STATE_TONES[state]}>{TEXTS.state[state]}</Badge>;
}

const COLUMNS: readonly Column<Campaign>[] = [
  {
    id: 'campaign',
    header: TITLES.campaign,
    cell: ({ campaignId }) => (
      <Link to="/money/campaigns/$campaignId" params={{ campaignId }}>
        <bdi>{campaignId}</bdi>
      </Link>
    ),
    width: 'minmax(8rem, 0.6fr)',
  },
  {
    id: 'name',
    header: TITLES.name,
    cell: ({ name }) => <bdi title={name}>{name}</bdi>,
    width: 'minmax(10rem, 1.3fr)',
  },
  { id: 'state', header: TITLES.state, cell: ({ state }) => <CampaignState state={state} />, width: '7rem' },
  { id: 'version', header: TITLES.version, cell: ({ version }) => version, width: '5.5rem', isNumber: true },
  {
    id: 'rewards',
    header: TITLES.rewards,
    cell: (campaign) => {
      const text = campaign.rewards.map((reward) => rewardText(reward, campaign)).join('; ');
      return <span title={text}>{text}</span>;
    },
    width: 'minmax(10rem, 1.3fr)',
  },
  {
    id: 'budgets',
    header: TITLES.budgets,
    cell: ({ budgets, currency }) =>
      budgets.length === 0 ? (
        <span className="quiet">{TEXTS.noBudget}</span>
      ) : (
        budgets
          .map(({ window, amount }) => `${CAMPAIGN.budgets.windows[window]} ${moneyText(amount, currency)}`)
          .join(', ')
      ),
    width: 'minmax(9rem, 1fr)',
  },
  {
    id: 'since',
    header: CAMPAIGN.facts.since,
    cell: ({ publishedAt }) => <Time at={publishedAt} />,
    width: '12rem',
  },
];

export function Campaigns() {
  const pages = usePages(['campaigns'], (api, cursor, signal) =>
    api.GET('/v1/campaigns', { params: { query: { limit: PAGE_ROWS, cursor } }, signal }),
  );
  return (
    <PagedList
      label={TEXTS.table}
      columns={COLUMNS}
      pages={pages}
      keyOf={({ campaignId }) => campaignId}
      empty={
        <Empty title={TEXTS.none}>
          <p>{TEXTS.noneText}</p>
          <Link to="/lab">{TEXTS.lab}</Link>
        </Empty>
      }
    />
  );
}
