/**
 * A shop whose truth is known, what arrives of it, and who is credited: by Tributary over REST, and by the rules of
 * others. `--seed 7` makes another shop; `--write` writes the picture and the tables of docs/truth.md; `--files DIR`
 * writes truth and messages as JSON Lines. `TRUTH_ORDERS` says how many orders there are.
 */
import path from 'node:path';
import { freePort } from '../../../libs/database/embedded-server-state';
import { openDatabase } from '../../../libs/database/database';
import { PROGRAM, programVariables, startServer } from '../servers';
import { writePicture, writeTables } from './figures';
import { type Measured, measure } from './measure';
import type { Evidence, Losses } from './messages';
import { type TruthOptions, truthOptions } from './options';
import { aligned, HEAD, rowOf, shown, titleOf } from './report';
import { percent } from './score';
import { makeShop } from './shop';
import type { Shop } from './truths';

const RATES = [0, 0.1, 0.3, 0.5];
const FORGED_MUCH = 3;
const KINDS: [string, Evidence[]][] = [
  ['claims of finished checkouts', ['finished']],
  ['claims of started checkouts', ['started']],
  ['any claim', ['finished', 'started']],
  ['ids in the cart', ['carried']],
  ['logins', ['login']],
  ['codes', ['code']],
  ["the shop's visits", ['visit']],
  ['all that orders carry', ['carried', 'code', 'visit']],
];
/** Runs mostly wait for evaluations to fall due. */
const AT_ONCE = 2;
const BAR_PERCENT = 99;
const BAR_AT = 0.3;
const LOSSES: Losses = { silent: BAR_AT, forged: 0.3, blockers: false, without: [] };
const MISTAKES_SHOWN = 5;
/** Forgeries raise alerts, which are right and not what is shown here. */
const VARIABLES = {
  LOG_LEVEL: 'fatal',
  RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0',
  RATE_LIMIT_PER_DEVICE_PER_MINUTE: '0',
};

export async function benchTruth(dataDir: string): Promise<void> {
  const options = truthOptions();
  const shop = makeShop(options.seed, options.orders);
  const sizes = `${shop.orders.length} orders, ${shop.persons.length} buyers, ${shop.visits.length} visits`;
  console.log(`seed ${options.seed}: ${sizes}`);
  const database = await openDatabase({ dataDir });
  const server = await startServer(PROGRAM, await freePort(0), { ...programVariables(database.url), ...VARIABLES });
  const all: Measured[] = [];
  let runs = 0;
  const measured = async (losses: Losses, given = { shop, options }) => {
    const one = await measure(server.url, `run-${runs++}`, { losses, ...given });
    all.push(one);
    return one;
  };
  try {
    for (const silent of RATES) print(await measured({ ...LOSSES, silent }));
    const rates = all.slice();
    print(await measured({ ...LOSSES, forged: FORGED_MUCH }));
    print(await measured({ ...LOSSES, blockers: true }, harder(options)));
    const printed = all.slice();
    const whole = rates[RATES.indexOf(BAR_AT)]!;
    const worths = { title: `What evidence is worth, ${100 * BAR_AT} % silent`, rows: [HEAD] };
    worths.rows.push(rowOf('everything', whole.tributary));
    for (let from = 0; from < KINDS.length; from += AT_ONCE) {
      const some = KINDS.slice(from, from + AT_ONCE).map(async ([kind, without]) => {
        const { tributary } = await measured({ ...LOSSES, without });
        return rowOf(`without ${kind}`, tributary);
      });
      worths.rows.push(...(await Promise.all(some)));
    }
    console.log(`\n${worths.title}`);
    for (const line of aligned(worths.rows)) console.log(line);
    if (options.write) {
      await writePicture(rates);
      await writeTables(printed, worths, `Seed ${options.seed}: ${sizes}.`);
    }
    judge(all, whole);
  } finally {
    server.process.kill();
    await database.close();
  }
}

/** Devices that say nothing, and devices that customers share. */
function harder(options: TruthOptions): { shop: Shop; options: TruthOptions } {
  const files = options.files && path.join(options.files, 'harder');
  return { shop: makeShop(options.seed, options.orders, { shares: true }), options: { ...options, files } };
}

function print({ losses, scores, tributary, mixedGroups, unlinked }: Measured): void {
  console.log(`\n${titleOf(losses)}`);
  for (const line of aligned([HEAD, ...scores.map(([name, one]) => rowOf(name, one))])) console.log(line);
  const by = [...tributary.by].toSorted(([a], [b]) => (a < b ? -1 : 1));
  console.log(`  ${by.map(([name, share]) => `${name}: ${share.of} (${shown(share)} right)`).join('; ')}`);
  const reasons = Object.entries(unlinked).map(([reason, count]) => `${reason} ${count}`);
  console.log(`  unlinked by reason: ${reasons.join(', ')}; groups of more than one person: ${mixedGroups}`);
  for (const { orderId, owed, credited, by: how } of tributary.mistakes.slice(0, MISTAKES_SHOWN))
    console.log(`  order ${orderId} is owed to ${owed ?? 'nobody'} and credited to ${credited ?? 'nobody'} (${how})`);
}

/** @throws when a bar is missed */
function judge(all: readonly Measured[], { tributary }: Measured): void {
  const reached = percent(tributary.right.any);
  const joins = all.reduce((sum, { tributary: one, mixedGroups }) => sum + one.falseJoins + mixedGroups, 0);
  const bars = `(bar ${BAR_PERCENT} %), ${joins} false joins (bar 0)`;
  console.log(`\n${reached.toFixed(2)} % right of the orders with any evidence ${bars}`);
  if (reached < BAR_PERCENT || joins > 0) throw new Error('a bar was missed');
}
