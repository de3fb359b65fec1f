import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isRecord, readOwnBody } from '../../libs/intake/bodies';
import { ID_LENGTH_MAX } from '../../libs/intake/limits';
import { partitionOf } from '../../libs/intake/partition';
import { ATTRIBUTION_MODELS } from '../../libs/kernel/policy';
import { runWhatIf } from '../../libs/what-if/run-what-if';
import type { PurchaseChange } from '../../libs/what-if/purchase-changes';
import { readScenarios } from '../../libs/what-if/scenario-body';
import { showReport, type ReportView } from '../../libs/what-if/shown';
import { EXIT, WrongUse } from './exit';
import { count, type Output } from './output';
import type { Session } from './session';
import { writeChanges } from './what-if/changes-csv';
import { modelsTable, reportLines } from './what-if/report-text';

export interface WhatIfOptions {
  merchant?: string;
  policy?: string;
  campaign: string[];
  removeCampaign: string[];
  delay?: number;
  model?: string;
  lookback?: number;
  kernel?: number;
  scenario: string[];
  models?: boolean;
  csv?: string;
}

/** Of each scenario so many changed purchases of a partition go into the files of `--csv`. */
export const CHANGES_MAX = 100_000;

/**
 * Reads the scenarios from flags and files, and tells what would have been.
 * @param threads number of threads; 0: this thread
 */
export async function whatIf(
  session: Session,
  options: Partial<WhatIfOptions>,
  output: Output,
  threads = 0,
): Promise<number> {
  const merchantId = options.merchant ?? (await onlyMerchant(session));
  const bodies = [...(await fromFlags(options)), ...(await fromFiles(options.scenario ?? []))];
  const models = options.models ? ATTRIBUTION_MODELS.map((model) => ({ name: model, policy: { model } })) : [];
  if (bodies.length + models.length === 0) {
    throw new WrongUse(
      'Say what to change: --policy, --campaign, --delay, --model, --lookback, --scenario or --models.',
    );
  }
  const { scenarios, ...told } = await runScenarios(session, merchantId, [...bodies, ...models], output, {
    threads,
    changesMax: options.csv === undefined ? 0 : CHANGES_MAX,
  });
  const reports = scenarios.map(({ report }) => report);
  output.result({ merchantId, ...told, scenarios: reports });
  for (const line of reports.slice(0, bodies.length).flatMap(reportLines)) output.say(line);
  if (options.models) for (const line of modelsTable(reports.slice(bodies.length))) output.say(line);
  if (options.csv !== undefined) {
    const files = await writeChanges(session.pool, options.csv, merchantId, scenarios);
    for (const file of files) output.say(`Wrote ${file}.`);
  }
  return EXIT.held;
}

/** @throws WrongUse if there is no such merchant, or a scenario is not valid */
export async function runScenarios(
  session: Session,
  merchantId: string,
  bodies: readonly object[],
  output: Output,
  { threads, changesMax }: { threads: number; changesMax: number },
): Promise<{ facts: number; scenarios: { report: ReportView; changes: PurchaseChange[] }[] }> {
  const { pool, intake, partitions } = session;
  const read = await readScenarios(pool, intake.merchants, merchantId, { scenarios: bodies });
  if (!read.ok) {
    const { detail, errors = [] } = read.problem;
    throw new WrongUse([detail, ...errors.map(({ path, message }) => `  ${path} ${message}`)].join('\n'));
  }
  const request = {
    partitions: [partitionOf(merchantId, partitions)],
    merchantId,
    scenarios: read.value,
    changesMax,
  };
  const progress = output.progress('replaying', 0);
  const onProgress = (facts: number, total: number) => progress.to(facts, total);
  const { facts, scenarios } = await runWhatIf(session, request, { threads, onProgress });
  progress.done();
  output.say(`${count(facts)} facts ran again, as recorded and under other rules.`);
  const shown = scenarios.map(async ({ changes, ...report }) => ({ report: await showReport(pool, report), changes }));
  return { facts, scenarios: await Promise.all(shown) };
}

async function onlyMerchant({ pool }: Session): Promise<string> {
  const { rows } = await pool.query<{ merchant_id: string }>('select merchant_id from merchants order by 1 limit 2');
  if (rows.length === 1) return rows[0]!.merchant_id;
  throw new WrongUse(
    rows.length === 0 ? 'There is no merchant yet.' : 'There are several merchants: say --merchant ID.',
  );
}

/** The flags together are one scenario. */
async function fromFlags(options: Partial<WhatIfOptions>): Promise<object[]> {
  const { delay, model, lookback, kernel } = options;
  const policy: Record<string, unknown> = options.policy === undefined ? {} : await readObject(options.policy);
  if (delay !== undefined) policy.settlingPeriodSeconds = delay;
  if (model !== undefined) policy.model = model;
  if (lookback !== undefined) policy.lookbackDays = lookback;
  const campaigns: Record<string, unknown> = {};
  for (const file of options.campaign ?? []) {
    const { campaignId, ...definition } = await readObject(file);
    if (typeof campaignId !== 'string') throw new WrongUse(`${file}: campaignId is missing.`);
    campaigns[campaignId] = definition;
  }
  for (const campaignId of options.removeCampaign ?? []) campaigns[campaignId] = null;

  const changes = [
    ...Object.entries(policy).map(([field, value]) => `${field} ${JSON.stringify(value)}`),
    ...Object.entries(campaigns).map(([id, definition]) => `${definition === null ? 'without ' : ''}campaign ${id}`),
    ...(kernel === undefined ? [] : [`kernel ${kernel}`]),
  ];
  if (changes.length === 0) return [];
  return [{ name: changes.join(', ').slice(0, ID_LENGTH_MAX), policy, campaigns, kernelVersion: kernel }];
}

async function fromFiles(files: readonly string[]): Promise<object[]> {
  return Promise.all(files.map(async (file) => ({ name: basename(file, '.json'), ...(await readObject(file)) })));
}

async function readObject(file: string): Promise<Record<string, unknown>> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new WrongUse(`${file} cannot be read: ${error.message}`);
  });
  const read = readOwnBody(bytes);
  if (!read.ok) throw new WrongUse(`${file}: ${read.problem.detail}`);
  if (!isRecord(read.value)) throw new WrongUse(`${file} must hold a JSON object.`);
  return read.value;
}
