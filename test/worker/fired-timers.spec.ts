import { FiredTimers } from '../../apps/worker/fired-timers';

describe('timers that were fired', () => {
  it('are remembered until they are decided or their time is over', () => {
    const fired = new FiredTimers(10, 1_000);
    fired.add('a', 0);
    fired.add('b', 500);
    fired.add('c', 500);
    fired.remove('c');
    expect(fired.ids).toEqual(['a', 'b']);
    fired.forgetOld(999);
    expect(fired.ids).toEqual(['a', 'b']);
    fired.forgetOld(1_000);
    expect(fired.ids).toEqual(['b']);
    fired.add('b', 1_200);
    fired.forgetOld(1_600);
    expect(fired.ids).toEqual(['b']);
  });

  it('have a limit', () => {
    const fired = new FiredTimers(2, 1_000);
    expect(fired.room).toBe(2);
    fired.add('a', 0);
    fired.add('b', 0);
    expect(fired.room).toBe(0);
    fired.add('c', 0);
    expect(fired.room).toBe(0);
    fired.clear();
    expect(fired.room).toBe(2);
  });
});
