/**
 * A shop whose truth is known, what arrives of it, and who is credited: by Tributary over REST, and by the rules of
 * others. `--seed 7` makes another shop; `--write` writes the picture and the tables of docs/truth.md; `--files DIR`
 * writes truth and messages as JSON Lines. `TRUTH_ORDERS` says how many orders there are.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../../libs/database/embedded-server-state';
import { openDatabase } from '../../../libs/database/database';
import { PROGRAM, programVariables, startServer } from '../servers';
import { lineChart, type Line } from './chart';
import { evident } from './evidence';
import { type Evidence, type Losses, messagesOf } from './messages';
import { aligned, HEAD, markdown, rowOf, shown } from './report';
import { lastVisit } from './rules/last-visit';
import { lastWrite } from './rules/last-write';
import { waitsAnHour } from './rules/waits-an-hour';
import { percent, score, type Score } from './score';
import { makeShop } from './shop';
import { attributed } from './tributary';
import { truthOptions, type TruthOptions } from './options';
import type { Shop } from './truths';

const OTHERS = { 'waits an hour': waitsAnHour, 'last write wins': lastWrite, 'last visit alone': lastVisit };
const COLOURS = ['#0f766e', '#b45309', '#6d28d9', '#64748b'];
const RATES = [0, 0.1, 0.3, 0.5];
const FORGED = 0.3;
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
const BAR_PERCENT = 99;
const BAR_AT = 0.3;
const DOCS = path.join(__dirname, '../../../docs');
/** Forgeries raise alerts, which are right and not what is shown here. */
const VARIABLES = {
  LOG_LEVEL: 'fatal',
  RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0',
  RATE_LIMIT_PER_DEVICE_PER_MINUTE: '0',
};

interface Measured {
  losses: Losses;
  tributary: Score;
  others: [string, Score][];
  mixedGroups: number;
  unlinked: Record<string, number>;
}

export async function benchTruth(dataDir: string): Promise<void> {
  const options = truthOptions();
  const shop = makeShop(options.seed, options.orders);
  console.log(
    `seed ${options.seed}: ${shop.orders.length} orders, ${shop.persons.length} buyers, ${shop.visits.length} visits`,
  );
  const database = await openDatabase({ dataDir });
  const server = await startServer(PROGRAM, await freePort(0), { ...programVariables(database.url), ...VARIABLES });
  const all: Measured[] = [];
  const measured = async (losses: Losses) => {
    const one = await measure(server.url, `run-${all.length}`, { shop, losses, options });
    all.push(one);
    return one;
  };
  try {
    const rates: Measured[] = [];
    for (const silent of RATES) {
      rates.push(await measured({ silent, forged: FORGED, without: [] }));
      print(rates.at(-1)!);
    }
    const forged = await measured({ silent: BAR_AT, forged: FORGED_MUCH, without: [] });
    print(forged);
    const whole = rates[RATES.indexOf(BAR_AT)]!;
    const worths: string[][] = [HEAD, rowOf('everything', whole.tributary)];
    for (const [kind, without] of KINDS) {
      const { tributary } = await measured({ silent: BAR_AT, forged: FORGED, without });
      worths.push(rowOf(`without ${kind}`, tributary));
    }
    console.log(`\nwhat each kind of evidence is worth, ${100 * BAR_AT} % silent`);
    for (const line of aligned(worths)) console.log(line);
    if (options.write) await write(rates, forged, worths, options);
    judge(all, whole);
  } finally {
    server.process.kill();
    await database.close();
  }
}

async function measure(
  url: string,
  merchantId: string,
  { shop, losses, options }: { shop: Shop; losses: Losses; options: TruthOptions },
): Promise<Measured> {
  const messages = messagesOf(options.seed, shop, losses);
  const codes: Shop['codes'] = losses.without.includes('code') ? new Map() : shop.codes;
  if (options.files !== undefined) await writeLines(options.files, merchantId, shop, messages);
  const evidence = evident(messages, shop, codes);
  const ours = await attributed(url, merchantId, { shop, messages, codes });
  const others = Object.entries(OTHERS).map(([name, rule]): [string, Score] => [
    name,
    score(shop, evidence, rule(messages)),
  ]);
  const { mixedGroups, unlinked, outcomes } = ours;
  return { losses, tributary: score(shop, evidence, outcomes), others, mixedGroups, unlinked };
}

function print({ losses, tributary, others, mixedGroups, unlinked }: Measured): void {
  console.log(`\n${titleOf(losses)}`);
  const rows = [['Tributary', tributary] as [string, Score], ...others].map(([name, one]) => rowOf(name, one));
  for (const line of aligned([HEAD, ...rows])) console.log(line);
  const by = [...tributary.by].toSorted(([a], [b]) => (a < b ? -1 : 1));
  console.log(`  ${by.map(([name, share]) => `${name}: ${share.of} (${shown(share)} right)`).join('; ')}`);
  const reasons = Object.entries(unlinked).map(([reason, count]) => `${reason} ${count}`);
  console.log(`  unlinked by reason: ${reasons.join(', ')}; groups of more than one person: ${mixedGroups}`);
  for (const { orderId, owed, credited, by: how } of tributary.missed.slice(0, 5))
    console.log(`  order ${orderId} is owed to ${owed ?? 'nobody'} and credited to ${credited ?? 'nobody'} (${how})`);
}

function titleOf({ silent, forged }: Losses): string {
  return `${100 * silent} % silent pixels, ${forged} forgeries for each order`;
}

/** @throws when a bar is missed */
function judge(all: readonly Measured[], { tributary }: Measured): void {
  const reached = percent(tributary.right.any);
  const joins = all.reduce((sum, { tributary: one, mixedGroups }) => sum + one.falseJoins + mixedGroups, 0);
  console.log(
    `\n${reached.toFixed(1)} % right of the orders with any evidence (bar ${BAR_PERCENT} %), ${joins} false joins (bar 0)`,
  );
  if (reached < BAR_PERCENT || joins > 0) throw new Error('a bar was missed');
}

async function writeLines(
  directory: string,
  name: string,
  { orders }: Shop,
  messages: readonly object[],
): Promise<void> {
  const lines = (list: readonly object[]) => list.map((one) => `${JSON.stringify(one)}\n`).join('');
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'truth.jsonl'), lines(orders));
  await writeFile(path.join(directory, `messages-${name}.jsonl`), lines(messages));
}

async function write(
  rates: readonly Measured[],
  forged: Measured,
  worths: readonly string[][],
  { seed }: TruthOptions,
): Promise<void> {
  const names = ['Tributary', ...Object.keys(OTHERS)];
  const scoresOf = ({ tributary, others }: Measured) => [tributary, ...others.map(([, one]) => one)];
  const lines = names.map((name, i): Line => ({
    name,
    colour: COLOURS[i]!,
    points: rates.map((one) => [100 * one.losses.silent, percent(scoresOf(one)[i]!.right.all)]),
  }));
  await mkdir(path.join(DOCS, 'pictures'), { recursive: true });
  const title = 'Orders credited as the truth says';
  await writeFile(path.join(DOCS, 'pictures/truth.svg'), lineChart(title, 'silent pixels', lines));
  const tables = [...rates, forged].map((one) => {
    const rows = scoresOf(one).map((score, i) => rowOf(names[i]!, score));
    return `${titleOf(one.losses)}:\n\n${markdown([HEAD, ...rows])}`;
  });
  const worth = `What each kind of evidence is worth, ${100 * BAR_AT} % silent:\n\n${markdown(worths)}`;
  const page = path.join(DOCS, 'truth.md');
  const [before, , after] = (await readFile(page, 'utf8')).split(/<!-- (?:tables|end of tables).*-->/);
  const orders = rates[0]!.tributary.orders;
  const figures = [`Seed ${seed}, ${orders} orders.`, ...tables, worth].join('\n\n');
  await writeFile(page, `${before}<!-- tables -->\n\n${figures}\n\n<!-- end of tables -->${after}`);
}
