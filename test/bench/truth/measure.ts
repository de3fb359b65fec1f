import { evident } from './evidence';
import { writeMessages, writeShop } from './files';
import { type Losses, messagesOf } from './messages';
import type { TruthOptions } from './options';
import { lastVisit } from './rules/last-visit';
import { lastWrite } from './rules/last-write';
import type { Rule } from './rules/rule';
import { waitsAnHour } from './rules/waits-an-hour';
import { score, type Score } from './score';
import { attributed } from './tributary';
import type { Shop } from './truths';

const OTHERS: Record<string, Rule> = {
  'waits an hour': waitsAnHour,
  'last write wins': lastWrite,
  'last visit alone': lastVisit,
};

export interface Measured {
  losses: Losses;
  /** Tributary first, then the rules of others. */
  scores: [string, Score][];
  tributary: Score;
  mixedGroups: number;
  unlinked: Record<string, number>;
}

/** Everybody credits the orders of the shop by the same messages. */
export async function measure(
  url: string,
  merchantId: string,
  { shop, losses, options }: { shop: Shop; losses: Losses; options: TruthOptions },
): Promise<Measured> {
  const messages = messagesOf(options.seed, shop, losses);
  const codes: Shop['codes'] = losses.without.includes('code') ? new Map() : shop.codes;
  if (options.files !== undefined) {
    await writeShop(options.files, shop);
    await writeMessages(options.files, losses, messages);
  }
  const evidence = evident(messages, shop, codes);
  const { outcomes, mixedGroups, unlinked } = await attributed(url, merchantId, { shop, messages, codes });
  const tributary = score(shop, evidence, outcomes);
  const others = Object.entries(OTHERS).map(([name, rule]): [string, Score] => [
    name,
    score(shop, evidence, rule(messages)),
  ]);
  return { losses, scores: [['Tributary', tributary], ...others], tributary, mixedGroups, unlinked };
}
