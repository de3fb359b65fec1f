import { decimalText, exponentOf } from '../../../../libs/kernel/money';

/** An amount in minor units, in the form of its currency and the reader's language. */
export function Money({ amount, currency }: { amount: number; currency: string }) {
  return <span className="money">{moneyText(amount, currency)}</span>;
}

export function moneyText(amount: number, currency: string): string {
  const places = exponentOf(currency) ?? 2;
  const decimal = decimalText(amount, places);
  try {
    return new Intl.NumberFormat(undefined, {
      style: 'currency',
      currency,
      minimumFractionDigits: places,
      maximumFractionDigits: places,
      // Exact: a text is not turned into a float.
    }).format(decimal as `${number}`);
  } catch {
    // Shops have currencies that the browser does not know.
    return `${decimal} ${currency}`;
  }
}
