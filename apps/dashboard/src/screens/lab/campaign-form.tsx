import { type ReactNode, useEffect, useState } from 'react';
import type { CampaignSent, Shown } from '../../api/client';
import { useRead } from '../../api/queries';
import { Choice, TextArea, TextField, Tick } from '../../components/field';
import { LAB } from '../../texts/lab';
import {
  campaignBody,
  type CampaignDraft,
  newBudget,
  newReward,
  newTier,
  type RewardDraft,
  type TierDraft,
  WINDOWS,
} from './draft';

const TEXTS = LAB.campaign;
const TYPING_MS = 300;
/** As many as the API takes. */
const MOST = 20;

interface CampaignFormProps {
  draft: CampaignDraft;
  set: (draft: CampaignDraft) => void;
  drop: () => void;
}

type ErrorsAt = (path: string) => string[];

/** A campaign with all its fields; the API checks it as it is typed. */
export function CampaignForm({ draft, set, drop }: CampaignFormProps) {
  const { campaignId, isNew, isRemoved, rewards, budgets } = draft;
  const check = useCheck(draft);
  const change = (changed: Partial<CampaignDraft>) => set({ ...draft, ...changed });
  const at: ErrorsAt = (path) => errorsAt(check, path);
  const title = isNew ? TEXTS.new : `${TEXTS.changed} ${campaignId}`;
  return (
    <fieldset className="part">
      <legend>
        <bdi>{title}</bdi>
      </legend>
      <div className="part-actions">
        {!isNew && <Tick label={TEXTS.never} isOn={isRemoved} set={(on) => change({ isRemoved: on })} />}
        <button
          type="button"
          className="button"
          aria-label={isNew ? undefined : TEXTS.dropLabel(campaignId)}
          onClick={drop}
        >
          {isNew ? LAB.form.remove : TEXTS.drop}
        </button>
      </div>
      {!isRemoved && (
        <>
          {isNew && (
            <TextField
              label={TEXTS.id}
              hint={TEXTS.idHint}
              value={campaignId}
              maxLength={256}
              set={(value) => change({ campaignId: value })}
            />
          )}
          <TextField label={TEXTS.name} value={draft.name} errors={at('name')} set={(name) => change({ name })} />
          <TextArea
            label={TEXTS.condition}
            hint={TEXTS.conditionHint}
            className="code"
            rows={3}
            spellCheck={false}
            value={draft.condition}
            errors={at('condition')}
            set={(condition) => change({ condition })}
          />
          <Rewards rewards={rewards} set={(changed) => change({ rewards: changed })} at={at} />
          <div className="fields">
            <TextField
              label={TEXTS.currency}
              hint={TEXTS.currencyHint}
              maxLength={4}
              value={draft.currency}
              errors={at('currency')}
              set={(currency) => change({ currency })}
            />
            <Choice label={TEXTS.base} choices={TEXTS.bases} value={draft.base} set={(base) => change({ base })} />
            <TextField
              label={TEXTS.holdDays}
              inputMode="numeric"
              value={draft.holdDays}
              errors={at('holdDays')}
              set={(holdDays) => change({ holdDays })}
            />
            <TextField
              label={TEXTS.priority}
              hint={TEXTS.priorityHint}
              inputMode="numeric"
              value={draft.priority}
              errors={at('priority')}
              set={(priority) => change({ priority })}
            />
            <TextField
              label={TEXTS.validFrom}
              type="datetime-local"
              value={draft.validFrom}
              errors={at('validFrom')}
              set={(validFrom) => change({ validFrom })}
            />
            <TextField
              label={TEXTS.validUntil}
              type="datetime-local"
              value={draft.validUntil}
              errors={at('validUntil')}
              set={(validUntil) => change({ validUntil })}
            />
          </div>
          <Tick label={TEXTS.exclusive} isOn={draft.exclusive} set={(exclusive) => change({ exclusive })} />
          <fieldset className="part">
            <legend>{TEXTS.caps}</legend>
            <div className="fields">
              <TextField
                label={TEXTS.capCount}
                inputMode="numeric"
                value={draft.capCount}
                errors={at('caps.count')}
                set={(capCount) => change({ capCount })}
              />
              <TextField
                label={TEXTS.capAmount}
                inputMode="decimal"
                value={draft.capAmount}
                errors={at('caps.amount')}
                set={(capAmount) => change({ capAmount })}
              />
            </div>
          </fieldset>
          <fieldset className="part">
            <legend>{TEXTS.budgets}</legend>
            {budgets.map((budget, index) => {
              const update = (changed: Partial<typeof budget>) =>
                change({ budgets: budgets.map((one) => (one === budget ? { ...one, ...changed } : one)) });
              return (
                <div className="fields" key={budget.key}>
                  <Choice
                    label={TEXTS.window}
                    choices={TEXTS.windows}
                    value={budget.window}
                    errors={at(`budgets[${index}].window`)}
                    set={(window) => update({ window })}
                  />
                  <TextField
                    label={TEXTS.amount}
                    inputMode="decimal"
                    value={budget.amount}
                    errors={at(`budgets[${index}].amount`)}
                    set={(amount) => update({ amount })}
                  />
                  <Without run={() => change({ budgets: budgets.filter((one) => one !== budget) })}>
                    {TEXTS.removeBudget}
                  </Without>
                </div>
              );
            })}
            {budgets.length < WINDOWS.length && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  const free = WINDOWS.find((window) => budgets.every((one) => one.window !== window))!;
                  change({ budgets: [...budgets, newBudget(free)] });
                }}
              >
                {TEXTS.addBudget}
              </button>
            )}
          </fieldset>
          <Verdict check={check} />
        </>
      )}
    </fieldset>
  );
}

function Without({ run, children }: { run: () => void; children: ReactNode }) {
  return (
    <button type="button" className="button button-quiet without" onClick={run}>
      {children}
    </button>
  );
}

interface RewardsProps {
  rewards: RewardDraft[];
  set: (rewards: RewardDraft[]) => void;
  at: ErrorsAt;
}

function Rewards({ rewards, set, at }: RewardsProps) {
  return (
    <fieldset className="part">
      <legend>{TEXTS.rewards}</legend>
      {at('rewards').map((error) => (
        <p key={error} className="field-error">
          {error}
        </p>
      ))}
      {rewards.map((reward, index) => {
        const change = (changed: Partial<RewardDraft>) =>
          set(rewards.map((one) => (one === reward ? { ...one, ...changed } : one)));
        const here = `rewards[${index}]`;
        return (
          <fieldset className="part" key={reward.key}>
            <legend>{TEXTS.reward(index + 1)}</legend>
            <div className="fields">
              <Choice label={TEXTS.to} choices={TEXTS.tos} value={reward.to} set={(to) => change({ to })} />
              <Choice label={TEXTS.kind} choices={TEXTS.kinds} value={reward.kind} set={(kind) => change({ kind })} />
              {reward.kind === 'fixed' && (
                <TextField
                  label={TEXTS.amount}
                  hint={TEXTS.amountHint}
                  inputMode="decimal"
                  value={reward.amount}
                  errors={at(`${here}.amount`)}
                  set={(amount) => change({ amount })}
                />
              )}
              {reward.kind === 'percent' && (
                <>
                  <TextField
                    label={TEXTS.percent}
                    inputMode="decimal"
                    value={reward.percent}
                    errors={at(`${here}.basisPoints`)}
                    set={(percent) => change({ percent })}
                  />
                  <TextField
                    label={TEXTS.min}
                    inputMode="decimal"
                    value={reward.min}
                    errors={at(`${here}.min`)}
                    set={(min) => change({ min })}
                  />
                  <TextField
                    label={TEXTS.max}
                    inputMode="decimal"
                    value={reward.max}
                    errors={at(`${here}.max`)}
                    set={(max) => change({ max })}
                  />
                </>
              )}
            </div>
            {reward.kind === 'tiered' && (
              <Tiers tiers={reward.tiers} set={(tiers) => change({ tiers })} at={at} here={here} />
            )}
            {rewards.length > 1 && (
              <Without run={() => set(rewards.filter((one) => one !== reward))}>{TEXTS.removeReward}</Without>
            )}
          </fieldset>
        );
      })}
      {rewards.length < MOST && (
        <button type="button" className="button" onClick={() => set([...rewards, newReward()])}>
          {TEXTS.addReward}
        </button>
      )}
    </fieldset>
  );
}

interface TiersProps {
  tiers: TierDraft[];
  set: (tiers: TierDraft[]) => void;
  at: ErrorsAt;
  here: string;
}

function Tiers({ tiers, set, at, here }: TiersProps) {
  return (
    <>
      {tiers.map((tier, index) => {
        const change = (changed: Partial<TierDraft>) =>
          set(tiers.map((one) => (one === tier ? { ...one, ...changed } : one)));
        const place = `${here}.tiers[${index}]`;
        return (
          <fieldset className="part" key={tier.key}>
            <legend>{TEXTS.tier(index + 1)}</legend>
            <div className="fields">
              <TextField
                label={TEXTS.from}
                inputMode="decimal"
                value={tier.from}
                errors={at(`${place}.from`)}
                set={(from) => change({ from })}
              />
              <Choice
                label={TEXTS.gives}
                choices={TEXTS.tierKinds}
                value={tier.kind}
                set={(kind) => change({ kind })}
              />
              <TextField
                label={tier.kind === 'amount' ? TEXTS.amount : TEXTS.percent}
                inputMode="decimal"
                value={tier.value}
                errors={[...at(`${place}.amount`), ...at(`${place}.basisPoints`)]}
                set={(value) => change({ value })}
              />
            </div>
            {tiers.length > 1 && (
              <Without run={() => set(tiers.filter((one) => one !== tier))}>{TEXTS.removeTier}</Without>
            )}
          </fieldset>
        );
      })}
      {tiers.length < MOST && (
        <button type="button" className="button" onClick={() => set([...tiers, newTier()])}>
          {TEXTS.addTier}
        </button>
      )}
    </>
  );
}

/** What the API says of the campaign as it was a moment ago. */
function useCheck(draft: CampaignDraft): Shown['CampaignCheckShown'] | undefined {
  const body = JSON.stringify(campaignBody(draft));
  const campaignId = draft.campaignId.trim() || '-';
  const [asked, setAsked] = useState({ body, campaignId });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ body, campaignId }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [body, campaignId]);
  const { data } = useRead(
    ['campaign check', asked],
    (api, signal) =>
      api.POST('/v1/campaigns/{campaignId}/check', {
        params: { path: { campaignId: asked.campaignId } },
        body: JSON.parse(asked.body) as CampaignSent,
        signal,
      }),
    { enabled: !draft.isRemoved },
  );
  return data;
}

function errorsAt(check: Shown['CampaignCheckShown'] | undefined, path: string): string[] {
  return (check?.errors ?? []).filter((error) => error.path === path).map(errorText);
}

function errorText({ message, line, column }: Shown['FieldErrorShown']): string {
  return line === undefined || column === undefined ? message : TEXTS.place(line, column) + message;
}

function Verdict({ check }: { check: Shown['CampaignCheckShown'] | undefined }) {
  return (
    <div role="status">
      {check === undefined ? (
        <p className="hint">{TEXTS.checking}</p>
      ) : check.publishable ? (
        <p className="verdict-good">{TEXTS.valid}</p>
      ) : (
        <p className="field-error">
          {TEXTS.invalid} <bdi>{check.detail}</bdi>
        </p>
      )}
    </div>
  );
}
