/** The what-if lab: from a form to a published campaign, the control that shows nothing, models side by side. */
import type { Page } from 'playwright-core';
import {
  isWiderThanWindow,
  picture,
  seriousFindings,
  type TestDashboard,
  useDashboard,
  LOOKS,
} from '../support/dashboard';
import { useBundledThreads } from '../support/bundled-program';

useBundledThreads();
let dashboard: TestDashboard;
useDashboard((started) => (dashboard = started));

const scenario = (page: Page, number: number) => page.getByRole('group', { name: `Scenario ${number}`, exact: true });

const euros = (cents: number) => `€${(cents / 100).toFixed(2)}`;

/** Runs what the form says, and waits for what it finds. */
async function run(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/lab\/\d+/);
  const replayId = /\/lab\/(\d+)/.exec(page.url())![1]!;
  await page.getByRole('heading', { name: `Run ${replayId}` }).waitFor();
  await page.getByText('Nothing would be different').or(page.getByRole('figure').first()).first().waitFor();
  return replayId;
}

interface Report {
  purchases: { changed: number; count: number };
  cost: { total: { currency: string; now: number; then: number }[] };
  budgetUse: { campaignId: string; points: { now: number; then: number }[] }[];
}

async function reportsOf(replayId: string): Promise<Report[]> {
  const { body } = await dashboard.app.get(`/v1/replays/${replayId}`, dashboard.secret);
  return body['reports'] as unknown as Report[];
}

it('shows exactly nothing for a scenario that changes nothing', async () => {
  const page = await dashboard.open('/lab');
  const replayId = await run(page);
  const [report] = await reportsOf(replayId);
  expect(report!.purchases.changed).toBe(0);
  const count = report!.purchases.count;
  await page
    .getByText(`All ${count} purchases ran again: no credit, no reward, no merge and no budget differs`)
    .waitFor();
  expect(await page.getByRole('figure').count()).toBe(0);
  expect(await page.getByRole('button', { name: /Publish|policy/ }).count()).toBe(0);
});

it('checks a campaign as it is typed, tries it, says its price and publishes it', async () => {
  const page = await dashboard.open('/money/campaigns/friends');
  await page.getByRole('link', { name: 'Try a change' }).click();
  const campaign = page.getByRole('group', { name: 'Campaign friends' });
  await campaign.getByLabel('Condition').fill('touchpoint.hasReferrer && purchase.nett > 0');
  await campaign.getByText(/^line 1, column \d+: .*nett/).waitFor();
  expect(await campaign.getByLabel('Condition').getAttribute('aria-invalid')).toBe('true');
  await campaign.getByLabel('Condition').fill('touchpoint.hasReferrer');
  const [first] = await campaign.getByLabel('Percent').all();
  await first!.fill('a lot');
  await campaign.getByText('This could not be published').waitFor();
  await first!.fill('15');
  await campaign.getByText('This could be published as it is').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const replayId = await run(page);
  const [report] = await reportsOf(replayId);
  const { now, then } = report!.cost.total[0]!;
  expect(then).toBeGreaterThan(now);
  const price = `${euros(then)} instead of ${euros(now)} (+${euros(then - now)})`;
  await page.getByText(price).waitFor();
  await page.getByRole('button', { name: 'Publish friends' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Publish this version of friends?' });
  await dialog.getByText(price).waitFor();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('link', { name: 'It is published as version 2' }).click();
  await page.getByRole('heading', { name: 'Campaign friends' }).waitFor();
  const { body } = await dashboard.app.get('/v1/campaigns/friends', dashboard.secret);
  expect(body['versions']).toMatchObject([
    {
      version: 2,
      rewards: [
        { kind: 'percent', basisPoints: 1_500, max: 1_500 },
        { kind: 'fixed', amount: 300 },
      ],
    },
    {
      version: 1,
      rewards: [
        { kind: 'percent', basisPoints: 1_000, max: 1_500 },
        { kind: 'fixed', amount: 300 },
      ],
    },
  ]);
});

it('tries a new campaign with every kind of reward, budgets and caps', async () => {
  const page = await dashboard.open('/lab');
  await scenario(page, 1).getByRole('button', { name: 'New campaign' }).click();
  const campaign = page.getByRole('group', { name: 'New campaign' });
  await campaign.getByLabel('Id', { exact: true }).fill('spring');
  await campaign.getByLabel('Name', { exact: true }).fill('Spring');
  await campaign.getByLabel('Amount', { exact: true }).fill('2.50');
  await campaign.getByRole('button', { name: 'Another reward' }).click();
  const second = campaign.getByRole('group', { name: 'Reward 2' });
  await second.getByLabel('For').selectOption('The buyer');
  await second.getByLabel('Kind').selectOption('By the value of the order');
  await second
    .getByLabel('Percent')
    .or(second.getByLabel('Amount', { exact: true }))
    .first()
    .fill('1');
  await campaign.getByLabel('Rewards', { exact: true }).fill('3');
  await campaign.getByRole('button', { name: 'Another budget' }).click();
  await campaign.getByRole('group', { name: 'Budgets' }).getByLabel('Amount').fill('6.00');
  await campaign.getByText('This could be published as it is').waitFor();
  const replayId = await run(page);
  const { body } = await dashboard.app.get(`/v1/replays/${replayId}`, dashboard.secret);
  expect(body['definitions']).toMatchObject([
    {
      campaigns: [
        {
          campaignId: 'spring',
          definition: {
            rewards: [
              { to: 'referrer', kind: 'fixed', amount: 250 },
              { to: 'referee', kind: 'tiered', tiers: [{ from: 0, amount: 100 }] },
            ],
            caps: { count: 3 },
            budgets: [{ window: 'total', amount: 600 }],
          },
        },
      ],
    },
  ]);
  await page.getByRole('combobox', { name: 'Budget', exact: true }).selectOption('spring, in all');
  await page.getByText('The budget: none as recorded, €6.00 in the scenario.').waitFor();
  const overTime = page.getByRole('figure', { name: 'Budgets over time' });
  await overTime.locator('[data-drawn]').waitFor();
  await overTime.getByRole('button', { name: 'Show as a table' }).click();
  const [report] = await reportsOf(replayId);
  const use = report!.budgetUse.find(({ campaignId }) => campaignId === 'spring')!;
  const used = use.points.reduce((sum, { then }) => sum + then, 0);
  expect(used).toBeGreaterThan(0);
  expect(used).toBeLessThanOrEqual(600);
  const last = await overTime.getByRole('row').last().getByRole('cell').allInnerTexts();
  expect(last.slice(1)).toEqual(['€0.00', euros(used)]);
  const budgets = page.getByRole('figure', { name: 'When budgets run out' });
  await budgets.getByRole('button', { name: 'Show as a table' }).click();
  await budgets.getByRole('row', { name: /spring total Never/ }).waitFor();
});

it('publishes the policy of a scenario, with the price that was foreseen beside the button', async () => {
  const page = await dashboard.open('/lab');
  await scenario(page, 1).getByLabel('Name').fill('First touch');
  await scenario(page, 1).getByLabel('Attribution model').selectOption('First touch');
  await scenario(page, 1).getByLabel('Look-back in days').fill('1');
  const replayId = await run(page);
  const [report] = await reportsOf(replayId);
  const { now, then } = report!.cost.total[0]!;
  expect(then).toBeLessThan(now);
  const price = `${euros(then)} instead of ${euros(now)} (-${euros(now - then)})`;
  const publish = page.getByRole('region', { name: 'Make it so' });
  await publish.getByText(price).waitFor();
  const before = await dashboard.app.get('/v1/policy', dashboard.secret);
  expect(before.body).not.toMatchObject({ model: 'first-touch' });
  await publish.getByRole('button', { name: 'Make this the policy' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Change the policy?' });
  await dialog.getByText(price).waitFor();
  await dialog.getByText('"first-touch"').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Publish' }).click();
  const policyVersion = Number(before.body['policyVersion']) + 1;
  await publish.getByText(`It is the policy now, version ${policyVersion}.`).waitFor();
  const after = await dashboard.app.get('/v1/policy', dashboard.secret);
  expect(after.body).toMatchObject({ policyVersion, model: 'first-touch', lookbackDays: 1 });
});

it('puts two kept runs side by side', async () => {
  const page = await dashboard.open('/lab');
  const runs: string[] = [];
  for (const [name, days] of [
    ['One day', '1'],
    ['Two days', '2'],
  ] as const) {
    await scenario(page, 1).getByLabel('Name').fill(name);
    await scenario(page, 1).getByLabel('Look-back in days').fill(days);
    runs.push(await run(page));
    await page.getByRole('link', { name: 'All runs' }).click();
  }
  for (const id of runs) await page.getByLabel(`Compare run ${id}`).check();
  // The comparison has an address of its own.
  await page.reload();
  const compared = page.getByRole('table', { name: 'Runs side by side' });
  for (const [i, name] of ['One day', 'Two days'].entries()) {
    const row = compared.getByRole('row').filter({ hasText: name });
    const [report] = await reportsOf(runs[i]!);
    const text = await row.innerText();
    expect(text).toContain(`Run ${runs[i]!}`);
    expect(text).toContain(String(report!.purchases.changed));
    expect(text).toContain(euros(report!.cost.total[0]!.then));
  }
  expect(await seriousFindings(page)).toEqual([]);
});

it('puts five models side by side, and leads from a purchase that changes to its story', async () => {
  const page = await dashboard.open('/lab');
  await page.getByRole('button', { name: 'All five models' }).click();
  await page.getByRole('button', { name: 'With nothing changed' }).click();
  const replayId = await run(page);
  const table = page.getByRole('table', { name: 'Scenarios side by side' });
  await table.getByRole('row').nth(6).waitFor();
  const figure = page.getByRole('figure', { name: 'Purchases by channel' });
  await figure.locator('[data-drawn]').waitFor();
  // The button that ran them lies far below.
  const heading = await page.getByRole('heading', { name: `Run ${replayId}` }).boundingBox();
  expect(heading!.y).toBeGreaterThanOrEqual(0);
  await picture(page, 'lab-models-1440');
  await figure.getByRole('button', { name: 'Show as a table' }).click();
  expect(await figure.getByRole('columnheader').allInnerTexts()).toEqual(
    ['Channel', 'Currency', 'As recorded', 'Last touch', 'First touch'].concat([
      'Linear',
      'Position-based',
      'Time decay',
      'Nothing changed',
    ]),
  );
  await table.getByRole('link', { name: 'First touch' }).click();
  const moved = page.getByRole('figure', { name: 'Credit that moves between channels' });
  await moved.getByRole('button', { name: 'Show as a table' }).click();
  await moved.getByRole('row').nth(1).waitFor();
  const changes = page.getByRole('table', { name: 'Purchases that change' });
  const order = changes.getByRole('link').first();
  const orderId = await order.innerText();
  await order.click();
  await page.getByRole('heading', { name: `Order ${orderId}` }).waitFor();
  // The run has an address of its own.
  const again = await dashboard.open(`/lab/${replayId}?scenario=First%20touch`);
  await again.getByRole('table', { name: 'Purchases that change' }).waitFor();
});

it('keeps runs, compares them, and takes the scenarios of one into the form', async () => {
  const page = await dashboard.open('/lab');
  const name = scenario(page, 1).getByLabel('Name');
  await name.fill('One day');
  await scenario(page, 1).getByLabel('Look-back in days').fill('1');
  const one = await run(page);
  await page.getByRole('link', { name: 'All runs' }).click();
  await page.getByLabel(`Compare run ${one}`).check();
  const compared = page.getByRole('table', { name: 'Runs side by side' });
  await compared.getByText('One day').waitFor();
  await page.getByRole('link', { name: `Run ${one}`, exact: true }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Change these scenarios' }).click();
  expect(await name.inputValue()).toBe('One day');
  expect(await scenario(page, 1).getByLabel('Look-back in days').inputValue()).toBe('1');
  await scenario(page, 1).getByLabel('Look-back in days').fill('0');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('scenarios[0].policy.lookbackDays').first().waitFor();
});

it('cancels a run', async () => {
  // A worker that never takes it: another one of the merchant is said to run it.
  const { rows } = await dashboard.app.database.pool.query<{ id: string }>(
    `insert into replays (merchant_id, state, scenarios, starts, runner, heartbeat_at, facts_done, facts_total)
     values ($1, 'running', '[{ "name": "long", "policy": {}, "campaigns": [], "removedCampaigns": [] }]', 1,
       gen_random_uuid(), now() + interval '1 hour', 1200, 5000) returning id`,
    [dashboard.merchantId],
  );
  const page = await dashboard.open(`/lab/${rows[0]!.id}`);
  await page.getByText('1,200 of 5,000 facts').waitFor();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('It was cancelled').waitFor();
});

it.each(LOOKS)('form, runs and results can be used by everybody at %d pixels (%s)', async (width, colorScheme) => {
  const page = await dashboard.open('/lab', { width, colorScheme });
  const check = async (name: string) => {
    expect(await seriousFindings(page)).toEqual([]);
    expect(await isWiderThanWindow(page)).toBe(false);
    await picture(page, `${name}-${width}`);
  };
  await scenario(page, 1).getByLabel('Change a campaign').selectOption({ index: 1 });
  await scenario(page, 1).getByText('This could be published as it is').waitFor();
  await check('lab-form');
  await scenario(page, 1).getByLabel('Look-back in days').fill('1');
  await scenario(page, 1).getByRole('button', { name: 'As recorded again' }).click();
  await run(page);
  await page.locator('[data-drawn]').first().waitFor();
  await check('lab-run');
  await page.getByRole('figure').first().scrollIntoViewIfNeeded();
  await picture(page, `lab-moved-${width}`);
  const overTime = page.getByRole('figure', { name: 'Budgets over time' });
  await overTime.locator('[data-drawn]').waitFor();
  await page.getByRole('combobox', { name: 'Budget', exact: true }).scrollIntoViewIfNeeded();
  await overTime.scrollIntoViewIfNeeded();
  await picture(page, `lab-budgets-${width}`);
});
