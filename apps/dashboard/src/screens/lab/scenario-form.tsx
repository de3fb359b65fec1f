import { useId } from 'react';
import type { Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { Choice, TextField, Tick } from '../../components/field';
import { LAB } from '../../texts/lab';
import { PURCHASES } from '../../texts/purchases';
import { CampaignForm } from './campaign-form';
import { campaignDraft, newCampaign, RANKS, ranksOf, type ScenarioDraft, SOURCES } from './draft';

const TEXTS = LAB.policy;
const CAMPAIGNS_SHOWN = 500;

const MODEL_CHOICES = { '': TEXTS.asRecorded, ...LAB.models } as const;
const RANK_CHOICES = Object.fromEntries(RANKS.map((rank) => [String(rank), String(rank)])) as Record<string, string>;

interface ScenarioFormProps {
  number: number;
  draft: ScenarioDraft;
  set: (draft: ScenarioDraft) => void;
  /** Undefined: it is the only one. */
  remove: (() => void) | undefined;
}

export function ScenarioForm({ number, draft, set, remove }: ScenarioFormProps) {
  const { name, ranking, campaigns, otherPolicy, kernelVersion } = draft;
  const { data: policy } = useRead(['policy'], (api, signal) => api.GET('/v1/policy', { signal }));
  const change = (changed: Partial<ScenarioDraft>) => set({ ...draft, ...changed });
  const others = { ...otherPolicy, ...(kernelVersion !== null && { kernelVersion }) };
  return (
    <fieldset className="part card">
      <legend>{LAB.form.scenario(number)}</legend>
      <TextField label={LAB.form.name} maxLength={256} value={name} set={(value) => change({ name: value })} />
      <Choice label={TEXTS.model} choices={MODEL_CHOICES} value={draft.model} set={(model) => change({ model })} />
      <div className="fields">
        <TextField
          label={TEXTS.lookback}
          hint={TEXTS.lookbackHint}
          inputMode="numeric"
          placeholder={policy && String(policy.lookbackDays)}
          value={draft.lookbackDays}
          set={(lookbackDays) => change({ lookbackDays })}
        />
        <TextField
          label={TEXTS.delay}
          hint={TEXTS.delayHint}
          inputMode="numeric"
          placeholder={policy && String(policy.settlingPeriodSeconds)}
          value={draft.delay}
          set={(delay) => change({ delay })}
        />
      </div>
      <Tick
        label={TEXTS.ranking}
        isOn={ranking !== null}
        set={(isOn) => change({ ranking: isOn ? ranksOf(policy?.sourceRanking ?? []) : null })}
      />
      {ranking !== null && (
        <>
          <p className="hint">{TEXTS.rankingHint}</p>
          <div className="fields fields-small">
            {SOURCES.map((source) => (
              <Choice
                key={source}
                label={PURCHASES.sources[source]}
                choices={RANK_CHOICES}
                value={String(ranking[source])}
                set={(rank) => change({ ranking: { ...ranking, [source]: Number(rank) } })}
              />
            ))}
          </div>
        </>
      )}
      {Object.keys(others).length > 0 && (
        <p className="hint">
          {TEXTS.more} <code>{JSON.stringify(others)}</code>
        </p>
      )}
      {campaigns.map((campaign) => (
        <CampaignForm
          key={campaign.key}
          draft={campaign}
          set={(changed) => change({ campaigns: campaigns.map((one) => (one.key === changed.key ? changed : one)) })}
          drop={() => change({ campaigns: campaigns.filter((one) => one !== campaign) })}
        />
      ))}
      <div className="part-actions">
        <CampaignChoice
          taken={campaigns.map(({ campaignId }) => campaignId)}
          choose={({ campaignId, ...version }) =>
            change({ campaigns: [...campaigns, campaignDraft(campaignId, version)] })
          }
        />
        <button type="button" className="button" onClick={() => change({ campaigns: [...campaigns, newCampaign()] })}>
          {LAB.campaign.add}
        </button>
        {remove !== undefined && (
          <button
            type="button"
            className="button button-quiet"
            aria-label={LAB.form.removeLabel(name)}
            onClick={remove}
          >
            {LAB.form.remove}
          </button>
        )}
      </div>
    </fieldset>
  );
}

interface CampaignChoiceProps {
  taken: readonly string[];
  choose: (campaign: Shown['CampaignShown']) => void;
}

function CampaignChoice({ taken, choose }: CampaignChoiceProps) {
  const id = useId();
  const { data } = useRead(['campaigns to choose'], (api, signal) =>
    api.GET('/v1/campaigns', { params: { query: { limit: CAMPAIGNS_SHOWN } }, signal }),
  );
  const free = (data?.items ?? []).filter(({ campaignId }) => !taken.includes(campaignId));
  if (free.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{LAB.campaign.change}</label>
      <select
        id={id}
        value=""
        onChange={({ target }) => {
          const chosen = free.find(({ campaignId }) => campaignId === target.value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        <option value="">{LAB.campaign.choose}</option>
        {free.map(({ campaignId, name }) => (
          <option key={campaignId} value={campaignId}>
            {campaignId}: {name}
          </option>
        ))}
      </select>
    </div>
  );
}
