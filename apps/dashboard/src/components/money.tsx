import { decimalText, exponentOf } from '../../../../libs/kernel/money';

/** An amount in minor units, in the form of its currency and the reader's language. */
export function Money({ amount, currency }: { amount: number; currency: string }) {
  return <span className="money">{moneyText(amount, currency)}</span>;
}

/** Making one takes longer than all its uses in a list. */
const formats = new Map<string, Intl.NumberFormat | null>();

/** Null: shops have currencies that the browser does not know. */
function formatOf(currency: string, places: number): Intl.NumberFormat | null {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const made = newFormat(currency, places);
  formats.set(currency, made);
  return made;
}

function newFormat(currency: string, places: number): Intl.NumberFormat | null {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  try {
    return new Intl.NumberFormat(undefined, { style: 'currency', currency, ...digits });
  } catch {
    return null;
  }
}

export function moneyText(amount: number, currency: string): string {
  const places = exponentOf(currency) ?? 2;
  const decimal = decimalText(amount, places);
  // Exact: a text is not turned into a float.
  return formatOf(currency, places)?.format(decimal as `${number}`) ?? `${decimal} ${currency}`;
}
