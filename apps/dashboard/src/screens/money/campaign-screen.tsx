import { getRouteApi, Link } from '@tanstack/react-router';
import { ApiProblem, type Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { CopyButton, curlOf } from '../../components/copy-button';
import { Empty } from '../../components/empty';
import { Loading } from '../../components/loading';
import { Money } from '../../components/money';
import { Page, Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { Time } from '../../components/time';
import { CAMPAIGN } from '../../texts/money';
import { PURCHASE } from '../../texts/purchases';
import { Budgets } from './budgets';
import { CampaignState } from './campaigns';
import './money.css';
import { rewardText } from './reward-text';
import { Totals } from './totals';

const route = getRouteApi('/money/campaigns/$campaignId');
const TEXTS = CAMPAIGN.facts;

type Version = Shown['CampaignVersionShown'];

export function CampaignScreen() {
  const { campaignId } = route.useParams();
  const campaign = useRead(['campaign', campaignId], (api, signal) =>
    api.GET('/v1/campaigns/{campaignId}', { params: { path: { campaignId } }, signal }),
  );
  const { data, error } = campaign;
  const heading = (
    <>
      {CAMPAIGN.heading} <bdi>{campaignId}</bdi>
    </>
  );
  return (
    <Page
      title={CAMPAIGN.title(campaignId)}
      heading={heading}
      actions={
        <>
          <Link to="/lab" search={{ campaign: campaignId }} className="button">
            {CAMPAIGN.try}
          </Link>
          <CopyButton text={curlOf(`/v1/campaigns/${encodeURIComponent(campaignId)}`)}>{PURCHASE.curl}</CopyButton>
        </>
      }
    >
      <p>
        <Link to="/money" search={{ show: 'campaigns' }}>
          {CAMPAIGN.back}
        </Link>
      </p>
      {data !== undefined ? (
        <Known campaign={data} />
      ) : error === null ? (
        <Loading />
      ) : error instanceof ApiProblem && error.status === 404 ? (
        <Empty title={CAMPAIGN.missing.title}>
          <p>{CAMPAIGN.missing.text}</p>
        </Empty>
      ) : (
        <Problem error={error} again={() => void campaign.refetch()} />
      )}
    </Page>
  );
}

function Known({ campaign }: { campaign: Shown['CampaignStoryShown'] }) {
  const { campaignId, versions, state, states } = campaign;
  const newest = versions[0]!;
  return (
    <>
      <div className="card section">
        <p className="empty-title">
          <bdi>{newest.name}</bdi>
        </p>
        <dl className="facts">
          <div>
            <dt>{TEXTS.state}</dt>
            <dd>
              <CampaignState state={state} />
            </dd>
          </div>
          <div>
            <dt>{TEXTS.version}</dt>
            <dd>{newest.version}</dd>
          </div>
          <div>
            <dt>{TEXTS.since}</dt>
            <dd>
              <Time at={newest.publishedAt} />
            </dd>
          </div>
          <Terms version={newest} />
        </dl>
        <Rules version={newest} />
      </div>
      <Totals campaignId={campaignId} />
      <Budgets campaign={campaign} newest={newest} />
      <Section title={CAMPAIGN.versions.title}>
        <p className="hint">{CAMPAIGN.versions.text}</p>
        <ol className="lines" reversed>
          {versions.map((version) => (
            <li key={version.version} className="card">
              <details open={version === newest}>
                <summary>
                  {TEXTS.version} {version.version}: <bdi>{version.name}</bdi>{' '}
                  <span className="quiet">
                    <Time at={version.publishedAt} />, {CAMPAIGN.versions.position.toLowerCase()} {version.position}
                  </span>
                </summary>
                <div className="section version">
                  <dl className="facts">
                    <Terms version={version} />
                  </dl>
                  <Rules version={version} />
                </div>
              </details>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={CAMPAIGN.versions.states}>
        <ul className="lines">
          {states.map((one) => (
            <li key={one.position}>
              <CampaignState state={one.state} /> <Time at={one.at} />{' '}
              <span className="quiet">
                {CAMPAIGN.versions.position.toLowerCase()} {one.position}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Terms({ version }: { version: Version }) {
  const { currency, holdDays, priority, exclusive, validFrom, validUntil, caps } = version;
  return (
    <>
      <div>
        <dt>{TEXTS.hold}</dt>
        <dd>{TEXTS.days(holdDays)}</dd>
      </div>
      <div>
        <dt>{TEXTS.valid}</dt>
        <dd>
          {validFrom === null && validUntil === null && TEXTS.always}
          {validFrom !== null && (
            <>
              {TEXTS.from} <Time at={validFrom} />{' '}
            </>
          )}
          {validUntil !== null && (
            <>
              {TEXTS.until} <Time at={validUntil} />
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{TEXTS.caps}</dt>
        <dd>
          {caps === null && TEXTS.noCaps}
          {caps !== null && caps.count !== null && <>{TEXTS.capCount(caps.count)} </>}
          {caps !== null && caps.amount !== null && <Money amount={caps.amount} currency={currency} />}
        </dd>
      </div>
      <div>
        <dt>{TEXTS.priority}</dt>
        <dd>{priority}</dd>
      </div>
      <div>
        <dt>{TEXTS.exclusive}</dt>
        <dd>{exclusive ? TEXTS.yes : TEXTS.no}</dd>
      </div>
    </>
  );
}

function Rules({ version }: { version: Version }) {
  return (
    <>
      <div>
        <p className="quiet">{CAMPAIGN.condition}</p>
        <pre className="condition" tabIndex={0}>
          <bdi>{version.condition}</bdi>
        </pre>
      </div>
      <ul className="lines">
        {version.rewards.map((reward, index) => (
          <li key={`${reward.kind} ${index}`}>{rewardText(reward, version)}</li>
        ))}
      </ul>
    </>
  );
}
