/** Every screen on the widest window, and on the narrowest. */
import { isWiderThanWindow, overlaps, type TestDashboard, useDashboard } from '../support/dashboard';
import { until, untilMet } from '../support/until';

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

it('no screen is wider than 360 or 2,560 pixels, and nothing lies on its neighbour there', async () => {
  const page = await dashboard.open('/purchases');
  for (const screen of SCREENS) {
    await page.goto(dashboard.url(screen));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await until(async () => (await page.locator('.loading').count()) === 0);
    for (const width of [360, 2_560]) {
      await page.setViewportSize({ width, height: 1_440 });
      // What is drawn takes the new size a moment later.
      await untilMet(async () => {
        const found = { isWider: await isWiderThanWindow(page), overlaps: await overlaps(page) };
        expect([screen, width, found]).toEqual([screen, width, { isWider: false, overlaps: [] }]);
      });
    }
  }
});
