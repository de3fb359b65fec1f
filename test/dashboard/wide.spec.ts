/** Every screen on the widest window, and on the narrowest. */
import { isWiderThanWindow, overlaps, type TestDashboard, useDashboard } from '../support/dashboard';
import { until } from '../support/until';

const SCREENS = [
  '/purchases',
  '/purchases?q=dora',
  '/purchases/1006',
  '/merges',
  '/merges/new',
  '/merges/proposals',
  '/merges/group?type=customer_id&value=dora',
  '/link-health?days=28',
  '/connection',
  '/lab',
  '/money',
  '/money?show=recipients',
  '/money?show=withheld',
  '/money?show=campaigns',
  '/operations',
  '/operations?part=timers',
  '/operations?part=deadLetters',
];

let dashboard: TestDashboard;
useDashboard((started) => (dashboard = started));

it.each([2_560, 360])('no screen is wider than %d pixels, and nothing lies on its neighbour there', async (width) => {
  const page = await dashboard.open('/purchases', { width, height: 1_440 });
  const wrong: Record<string, unknown> = {};
  for (const screen of SCREENS) {
    await page.goto(dashboard.url(screen));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await until(async () => (await page.locator('.loading').count()) === 0);
    const found = { isWider: await isWiderThanWindow(page), overlaps: await overlaps(page) };
    if (found.isWider || found.overlaps.length > 0) wrong[screen] = found;
  }
  expect(wrong).toEqual({});
});
