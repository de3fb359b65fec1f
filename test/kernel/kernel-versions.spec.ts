/** Which version of the kernel decides, and what each changed. */
import { KERNEL_VERSION, UnknownKernelVersion } from '../../libs/kernel/kernel-version';
import type { PolicyPatch } from '../../libs/kernel/policy';
import { DAY, HOUR } from '../../libs/kernel/time';
import { World } from '../../libs/kernel/world';
import { asserted, bought, claimed, kernelChanged, MINUTE, NOW, touched } from './support/builders';
import { PARTITION, Simulation, wait, type Step } from './support/simulation';
import { customer, device } from './support/universe';

/** Plays the steps under a version; version 1 decides a log without KernelChanged. */
function under(version: number, steps: readonly Step[], policy: PolicyPatch = {}): Simulation {
  const first = version === 1 ? [] : [kernelChanged(version)];
  return Simulation.of(policy, new World(PARTITION, true)).play(...first, ...steps);
}

describe('the version of the kernel', () => {
  it('is 1 until a fact changes it, and never falls', () => {
    const world = new World(PARTITION, true);
    const shop = new Simulation(world);
    expect(world.settings.kernelVersion).toBe(1);
    shop.play(kernelChanged(KERNEL_VERSION), kernelChanged(1));
    expect(world.settings.kernelVersion).toBe(KERNEL_VERSION);
    expect(shop.decisions).toEqual([]);
  });

  it.each([KERNEL_VERSION + 1, 1.5, NaN])('that this program does not know (%d) stops it', (version) => {
    const shop = under(1, []);
    expect(() => shop.play(kernelChanged(version))).toThrow(UnknownKernelVersion);
    expect(() => shop.play(kernelChanged(version))).toThrow(/run a program that knows version/);
    expect(shop.world.settings.kernelVersion).toBe(1);
  });

  it('holds for the facts that follow, and leaves earlier decisions as they are', () => {
    const held = (shop: Simulation) => shop.purchase(0).total;
    const shop = under(1, [bought(0, { total: 2, bodyHash: 'b' }), bought(0, { total: 1, bodyHash: 'a' })]);
    expect(held(shop)).toBe(2);
    shop.play(kernelChanged());
    expect(held(shop)).toBe(2);
    expect(held(shop.play(bought(0, { total: 1, bodyHash: 'a' })))).toBe(1);
  });
});

const ofBuyer = { customerId: customer(0) };
/** A customer who is known by an order of long ago, and whose order 1 the merchant records now. */
const KNOWN: Step[] = [asserted('known', customer(0), device(0)), bought(1, ofBuyer)];
const LATE: Step[] = [wait(48 * HOUR + 1), claimed('late', 1, device(9))];

describe('a claim that comes more than lateClaimHours after its purchase', () => {
  it.each([
    [1, [customer(0).id, device(0).id, device(9).id].sort()],
    [2, [customer(0).id, device(0).id].sort()],
  ])('in version %d leaves this group: %j', (version, group) => {
    const shop = under(version, [...KNOWN, ...LATE]);
    expect(shop.groupOf(1)).toEqual(group);
    expect(shop.claims(1)).toEqual({ late: 'accepted' });
  });

  it('is evidence for its own purchase, and pays nobody for the next', () => {
    const thief = touched('thief', device(9), { referrer: customer(9) });
    const shop = under(2, [...KNOWN, thief, ...LATE, bought(2, { ...ofBuyer, occurredAt: NOW + 3 * DAY })]).finish();
    expect(shop.credits(1)).toEqual({ thief: 1_000_000 });
    expect(shop.purchase(1).evidence).toEqual([device(9).id]);
    expect(shop.credits(2)).toEqual({});
  });

  it('connects to the millisecond before that', () => {
    const steps = [...KNOWN, wait(48 * HOUR), claimed('in time', 1, device(9))];
    expect(under(2, steps).groupOf(1)).toContain(device(9).id);
    expect(under(2, [...KNOWN, wait(1), claimed('late', 1, device(9))], { lateClaimHours: 0 }).groupOf(1)).toEqual(
      [customer(0).id, device(0).id].sort(),
    );
  });

  it('links a guest order to its device, as the first claim does, and connects no other', () => {
    const shop = under(2, [bought(1), ...LATE, claimed('later', 1, device(8))]);
    expect(shop.groupOf(1)).toEqual([device(9).id]);
    expect(shop.purchase(1).evidence).toEqual([device(8).id]);
  });

  it('does not connect its device later, when the guest order gets a customer', () => {
    const shop = under(2, [bought(1), ...LATE, bought(1, { ...ofBuyer, sourceVersion: 2 })]);
    expect(shop.groupOf(1)).toEqual([customer(0).id]);
    expect(shop.purchase(1).evidence).toEqual([device(9).id]);
  });
});

describe('an anchor that moves', () => {
  const touch = touched('t', device(0), { referrer: customer(7) });
  const other = bought(0, { customerId: customer(1), sourceVersion: 2 });
  const claim = claimed('c', 0, device(0));

  it.each([
    [1, {}],
    [2, { t: 1_000_000 }],
  ])('in version %d leaves this credit to the device of an accepted claim: %j', (version, credits) => {
    expect(
      under(version, [touch, bought(0, ofBuyer), claim, other])
        .finish()
        .credits(0),
    ).toEqual(credits);
  });

  it('gives the same credit whether the claim or the move came first', () => {
    const credits = (...steps: Step[]) => under(2, steps).finish().credits(0);
    expect(credits(touch, bought(0, ofBuyer), claim, other)).toEqual(credits(touch, bought(0, ofBuyer), other, claim));
  });
});

describe('a touchpoint that a browser dates back', () => {
  const DAYS = 3 * DAY;
  const before = (ago: number, from?: true) =>
    touched('t', device(0), { occurredAt: NOW - ago, ...(from && { fromBrowser: from }), referrer: customer(7) });
  const occurredAt = (shop: Simulation) => shop.merchant().touchpoints.of(device(0).id)[0]!.occurredAt;

  it.each([
    [1, DAYS, NOW - DAYS],
    [2, DAYS, NOW - 15 * MINUTE],
    [2, 15 * MINUTE, NOW - 15 * MINUTE],
    [2, MINUTE, NOW - MINUTE],
    [2, -MINUTE, NOW],
  ])('in version %d occurred %d ms before it was recorded: at %d', (version, ago, at) => {
    expect(occurredAt(under(version, [before(ago, true)]))).toBe(at);
  });

  it('is taken at its word when a server sends it, and as the policy of its moment says', () => {
    expect(occurredAt(under(2, [before(DAYS)]))).toBe(NOW - DAYS);
    expect(occurredAt(under(2, [before(DAYS, true)], { maxBackdateSeconds: 0 }))).toBe(NOW);
  });

  it('earns nothing of a purchase that came before it', () => {
    const bystander = bought(0, { ...ofBuyer, occurredAt: NOW - HOUR });
    const late = touched('t', device(0), { occurredAt: NOW - HOUR - 1, fromBrowser: true, referrer: customer(7) });
    expect(
      under(2, [bystander, claimed('c', 0, device(0)), late])
        .finish()
        .credits(0),
    ).toEqual({});
    expect(
      under(1, [bystander, claimed('c', 0, device(0)), late])
        .finish()
        .credits(0),
    ).toEqual({ t: 1_000_000 });
  });
});
