import { useId } from 'react';
import type { Shown } from '../../api/client';
import { useChange } from '../../api/queries';
import { ConfirmForm } from '../../components/confirm';
import { moneyText } from '../../components/money';
import { Person } from '../../components/person';
import { MONEY } from '../../texts/money';
import { SHARED } from '../../texts/shared';

const TEXTS = MONEY.pay;

export function RecordPayment({ reward }: { reward: Shown['RewardShown'] }) {
  const { rewardId, recipient, amount, currency, orderId } = reward;
  const id = useId();
  const pay = useChange((api, reference: string) =>
    api.POST('/v1/rewards/{rewardId}/payments', { params: { path: { rewardId } }, body: { reference } }),
  );
  const sum = moneyText(amount, currency);
  return (
    <ConfirmForm
      ask={TEXTS.ask}
      askLabel={TEXTS.askLabel(sum, recipient.value ?? SHARED.erased)}
      title={TEXTS.title(sum)}
      confirm={TEXTS.confirm}
      run={(given) => pay.mutateAsync(String(given.get('reference')).trim())}
      fields={
        <>
          <label htmlFor={`${id}-reference`}>{TEXTS.reference}</label>
          <input
            id={`${id}-reference`}
            name="reference"
            required
            maxLength={256}
            pattern=".*\S.*"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-hint`}
          />
          <p id={`${id}-hint`} className="hint">
            {TEXTS.referenceHint}
          </p>
        </>
      }
    >
      <p>
        {TEXTS.to} <Person identifier={recipient} />, {TEXTS.order.toLowerCase()} <bdi>{orderId}</bdi>.
      </p>
      <p className="hint">{TEXTS.text}</p>
    </ConfirmForm>
  );
}
