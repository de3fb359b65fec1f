import { Link } from '@tanstack/react-router';
import type { CampaignSent, Shown } from '../../api/client';
import { useChange } from '../../api/queries';
import { ConfirmForm } from '../../components/confirm';
import { moneyText } from '../../components/money';
import { LAB } from '../../texts/lab';
import { differenceText } from './numbers';

const TEXTS = LAB.publish;

type Report = Shown['ScenarioReportShown'];
type Definition = Shown['ScenarioShown'];
type Campaign = Definition['campaigns'][number];

/** Makes the rules of a scenario those that hold from now on; what they would have cost stands beside it. */
export function Publish({ report, definition }: { report: Report; definition: Definition }) {
  const { policy, campaigns, setsMore, kernelVersion } = definition;
  const hasPolicy = Object.keys(policy).length > 0;
  if (!hasPolicy && campaigns.length === 0) return null;
  const isOne = Number(hasPolicy) + campaigns.length === 1;
  return (
    <section className="card section" aria-label={TEXTS.title}>
      <h2>{TEXTS.title}</h2>
      {hasPolicy && <PublishPolicy policy={policy} report={report} />}
      {campaigns.map((campaign) => (
        <PublishCampaign key={campaign.campaignId} campaign={campaign} report={report} />
      ))}
      {!isOne && <p className="hint">{TEXTS.all}</p>}
      {setsMore && <p className="hint">{TEXTS.more}</p>}
      {kernelVersion !== null && <p className="hint">{TEXTS.kernel}</p>}
    </section>
  );
}

function Price({ report }: { report: Report }) {
  const changed = report.cost.total.filter(({ now, then }) => now !== then);
  const texts = changed.map(({ now, then, currency }) =>
    TEXTS.priceText(moneyText(now, currency), moneyText(then, currency), differenceText(now, then, currency)),
  );
  return (
    <p className="price">
      {TEXTS.price} <strong>{texts.length === 0 ? TEXTS.noPrice : texts.join(', ')}</strong>
    </p>
  );
}

function PublishPolicy({ policy, report }: { policy: Definition['policy']; report: Report }) {
  const change = useChange((api, body: Shown['PolicyBody']) => api.PUT('/v1/policy', { body }));
  return (
    <div className="publish">
      <ConfirmForm
        ask={TEXTS.policy}
        title={TEXTS.policyTitle}
        confirm={TEXTS.confirm}
        run={() => change.mutateAsync(policy)}
      >
        <ul className="lines">
          {Object.entries(policy).map(([field, value]) => (
            <li key={field}>
              {TEXTS.fields[field] ?? field}: <code>{JSON.stringify(value)}</code>
            </li>
          ))}
        </ul>
        <Price report={report} />
        <p className="hint">{TEXTS.text}</p>
      </ConfirmForm>
      <Price report={report} />
      {change.data !== undefined && (
        <p className="verdict-good" role="status">
          {TEXTS.policyDone(change.data.policyVersion)}
        </p>
      )}
    </div>
  );
}

function PublishCampaign({ campaign: { campaignId, definition }, report }: { campaign: Campaign; report: Report }) {
  const publish = useChange((api, body: CampaignSent) =>
    api.PUT('/v1/campaigns/{campaignId}', { params: { path: { campaignId } }, body }),
  );
  if (definition === null) return <p className="hint">{TEXTS.never(campaignId)}</p>;
  return (
    <div className="publish">
      <ConfirmForm
        ask={TEXTS.campaign(campaignId)}
        title={TEXTS.campaignTitle(campaignId)}
        confirm={TEXTS.confirm}
        run={() => publish.mutateAsync(definition as CampaignSent)}
      >
        <p>
          <bdi>{definition.name}</bdi>
        </p>
        <Price report={report} />
        <p className="hint">{TEXTS.text}</p>
      </ConfirmForm>
      <Price report={report} />
      {publish.data !== undefined && (
        <p className="verdict-good" role="status">
          <Link to="/money/campaigns/$campaignId" params={{ campaignId }}>
            {TEXTS.campaignDone(publish.data.version)}
          </Link>
        </p>
      )}
    </div>
  );
}
