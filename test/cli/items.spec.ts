import { DerivedIds } from '../../apps/cli/import/derived-ids';
import { InFlight } from '../../apps/cli/import/in-flight';
import { itemsOf } from '../../apps/cli/import/item';

describe('a line', () => {
  it('keeps its own ids', () => {
    expect(itemsOf({ type: 'touchpoint', touchpointId: 't', anonymousId: 'a' }, new DerivedIds())).toEqual([
      { kind: 'touchpoint', input: { touchpointId: 't', anonymousId: 'a' } },
    ]);
  });

  it('without an id gets one from its content: the same in every run, but new for each repetition', () => {
    const file = [
      { type: 'touchpoint', anonymousId: 'a', source: 'direct' },
      { source: 'direct', type: 'touchpoint', anonymousId: 'a' },
      { type: 'touchpoint', anonymousId: 'b', source: 'direct', touchpointId: null },
      { type: 'assertion', a: {}, b: {} },
      { type: 'claim', anonymousId: 'a' },
    ];
    const run = () => {
      const ids = new DerivedIds();
      return file.map((fields) => itemsOf(fields, ids));
    };
    const ids = JSON.stringify(run()).match(/"(touchpointId|assertionId|claimId)":"[^"]+"/g)!;
    expect(new Set(ids).size).toBe(5);
    expect(run()).toEqual(run());
  });

  it('of type purchase is a claim, as in batches of the API', () => {
    const [item] = itemsOf({ type: 'purchase', claimId: 'c' }, new DerivedIds()) as { kind: string }[];
    expect(item!.kind).toBe('claim');
  });

  it('of an order that names a device is an order and its claim, which share a token', () => {
    const line = { type: 'order', orderId: '1', anonymousId: 'd', status: 'paid', occurredAt: 'T' };
    const [claim, order] = itemsOf(line, new DerivedIds()) as { kind: string; input: Record<string, unknown> }[];
    expect(claim).toMatchObject({ kind: 'claim', input: { anonymousId: 'd', orderId: '1' } });
    expect(order).toMatchObject({ kind: 'order', input: { orderId: '1', status: 'paid' } });
    expect(order!.input).not.toHaveProperty('anonymousId');
    expect(order!.input.token).toBe(claim!.input.token);
  });

  it('gives the same claim in every version of an order', () => {
    const version = (status: string, occurredAt: string) =>
      itemsOf({ type: 'order', orderId: '1', anonymousId: 'd', token: 't', status, occurredAt }, new DerivedIds());
    expect(version('pending', 'T1')[0]).toEqual(version('paid', 'T2')[0]);
  });

  it.each([
    [{ type: 'order', orderId: '4.51E+12' }, 'orderId 4.51E+12'],
    [{ type: 'order', orderId: '1', customerId: '1,23457e+17' }, 'customerId 1,23457e+17'],
    [{ type: 'touchpoint', anonymousId: 'a', referrer: { type: 'customer_id', value: '7E+15' } }, 'referrer 7E+15'],
    [{ type: 'assertion', a: { type: 'customer_id', value: '7E+15' }, b: {} }, 'a 7E+15'],
  ])('%j has an id whose digits a spreadsheet cut', (line, words) => {
    expect(itemsOf(line, new DerivedIds())).toBe(
      `${words} is in exponent notation, so a spreadsheet has cut its digits; export the file anew`,
    );
  });

  it.each(['1e5', 'E+12', '12e45f', '4.51E12'])('can have the id %p', (orderId) => {
    expect(itemsOf({ type: 'order', orderId }, new DerivedIds())).toHaveLength(1);
  });

  it.each([undefined, 'orders', 'constructor', 7])('with the type %s is refused', (type) => {
    expect(itemsOf({ type, anonymousId: 'a' }, new DerivedIds())).toMatch(/^type must be one of touchpoint/);
  });
});

describe('concurrent work', () => {
  it('never exceeds the limit, and all of it gets done', async () => {
    const work = new InFlight(3);
    let running = 0;
    let most = 0;
    let done = 0;
    for (let i = 0; i < 20; i++) {
      await work.run(async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, i % 3));
        running--;
        done++;
      });
    }
    await work.settled();
    expect({ most, done }).toEqual({ most: 3, done: 20 });
  });

  it('stops at the first failure', async () => {
    const work = new InFlight(1);
    await work.run(() => Promise.reject(new Error('first')));
    await expect(work.settled()).rejects.toThrow('first');
    await expect(work.run(async () => undefined)).rejects.toThrow('first');
  });
});
