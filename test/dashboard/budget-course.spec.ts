import { usedUntil } from '../../apps/dashboard/src/screens/lab/budget-course';

const at = (text: string) => Date.parse(`${text}Z`);
const NOTHING = { now: 0, then: 0 };
const day = (date: string, now: number, then: number) => ({ at: `${date}T00:00:00.000Z`, now, then });

describe('what is used of a budget over time', () => {
  it('goes on from what was used before the first point, if the budget is for all time', () => {
    const { points, line } = usedUntil(
      { before: { now: 100, then: 50 }, points: [day('2026-03-01', 10, 0), day('2026-03-04', 5, 20)], step: 'day' },
      'total',
    );
    expect(points).toEqual([
      { at: at('2026-03-02T00:00:00'), now: 110, then: 50 },
      { at: at('2026-03-05T00:00:00'), now: 115, then: 70 },
    ]);
    // Level between the days on which something was used.
    expect(line).toEqual([
      { at: at('2026-03-01T00:00:00'), now: 100, then: 50 },
      points[0],
      { at: at('2026-03-04T00:00:00'), now: 110, then: 50 },
      points[1],
    ]);
  });

  it('begins anew with each month', () => {
    const { points, line } = usedUntil(
      { before: NOTHING, points: [day('2026-03-30', 10, 5), day('2026-04-02', 7, 7)], step: 'day' },
      'month',
    );
    expect(points.map(({ now, then }) => [now, then])).toEqual([
      [10, 5],
      [7, 7],
    ]);
    const anew = at('2026-04-01T00:00:00');
    expect(line.filter((one) => one.at === anew)).toEqual([
      { at: anew, now: 10, then: 5 },
      { at: anew, ...NOTHING },
    ]);
  });

  it('says nothing of a month whose beginning is left out', () => {
    const { points } = usedUntil(
      { before: { now: 1, then: 1 }, points: [day('2026-03-30', 10, 5), day('2026-04-02', 7, 8)], step: 'day' },
      'month',
    );
    expect(points).toEqual([{ at: at('2026-04-03T00:00:00'), now: 7, then: 8 }]);
  });

  it('takes back what a refund gives back', () => {
    const { points } = usedUntil(
      { before: NOTHING, points: [day('2026-03-01', 10, 10), day('2026-03-02', -4, 0)], step: 'day' },
      'total',
    );
    expect(points.at(-1)).toMatchObject({ now: 6, then: 10 });
  });

  it('ends an hour after it began, where the points are hours', () => {
    const point = { at: '2026-03-01T10:00:00.000Z', now: 1, then: 2 };
    const { points } = usedUntil({ before: NOTHING, points: [point], step: 'hour' }, 'day');
    expect(points).toEqual([{ at: at('2026-03-01T11:00:00'), now: 1, then: 2 }]);
  });
});
