/** explain, as-of and audit, on the shop of the demonstration. */
import { asOf, type AsOfKind } from '../../apps/cli/as-of-command';
import { auditMerges, type AuditOptions } from '../../apps/cli/audit-command';
import { demo } from '../../apps/cli/demo-command';
import { WrongUse } from '../../apps/cli/exit';
import { explain } from '../../apps/cli/explain-command';
import type { Output } from '../../apps/cli/output';
import { openSession, type Session } from '../../apps/cli/session';
import type { AuditedConnection, AuditedGroup } from '../../libs/queries/audit-merges';
import { listMerges } from '../../libs/queries/merges';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS_KEY } from '../support/secrets';

const merchant = 'demo';
const LATE_CLAIM = '1006';
const SHARED_LAPTOP = '1009';

describe('looking back', () => {
  let database: TestDatabase;
  let session: Session;

  beforeAll(async () => {
    database = await createTestDatabase();
    session = await openSession({ DATABASE_URL: database.url, SECRETS_KEY }, () => undefined);
    await demo(session, output().output, { people: 5, settlingSeconds: 2 });
  });
  afterAll(async () => {
    await session?.close();
    await database?.drop();
  });

  function output() {
    const lines: string[] = [];
    const results: Record<string, never>[] = [];
    const output: Output = {
      say: (line) => void lines.push(line),
      result: (value) => void results.push(value as never),
      progress: () => ({ to: () => undefined, done: () => undefined }),
    };
    return { output, text: () => lines.join('\n'), result: () => results[0]! as Record<string, unknown> };
  }

  const told = async (run: (output: Output) => Promise<number>) => {
    const kept = output();
    expect(await run(kept.output)).toBe(0);
    return kept;
  };
  const look = (moment: string, kind: AsOfKind, id: string) =>
    told((output) => asOf(session, moment, kind, id, { merchant }, output));
  const audit = (options: Omit<AuditOptions, 'merchant'> = {}) =>
    told((output) => auditMerges(session, { merchant, ...options }, output));

  it('explain tells what moved a reward, and which visit lost the credit', async () => {
    const { text, result } = await told((output) => explain(session, LATE_CLAIM, { merchant }, output));
    expect(text()).toMatch(/^In short\n {2}Order 1006 .*\n.*carla/);
    expect(text().replaceAll(/\s+/g, ' ')).toMatch(
      /It is decided anew: 100 % of the credit go to the referral link of customer carla .*Customer anna loses the 7\.40 EUR for the referral.*Customer carla gets 7\.40 EUR.*Visits that got nothing - The referral link of customer anna .*\[MODEL\]/,
    );
    expect(result()).toMatchObject({ orderId: LATE_CLAIM, complete: true, counterfactuals: [{ code: 'MODEL' }] });
    await expect(explain(session, 'nothing', { merchant }, output().output)).rejects.toThrow(WrongUse);
    await expect(explain(session, LATE_CLAIM, { merchant: 'nobody' }, output().output)).rejects.toThrow(WrongUse);
  });

  it('as-of shows a purchase before and after the claim that changed it', async () => {
    const { story } = (await told((output) => explain(session, LATE_CLAIM, { merchant }, output))).result() as {
      story: { kind: string; position: number; at: string }[];
    };
    const claim = story.findLast(({ kind }) => kind === 'PurchaseClaimed')!.position;
    const before = await look(String(claim - 1), 'purchase', LATE_CLAIM);
    expect(before.result()).toMatchObject({ asOf: { position: claim - 1 }, purchase: { claims: [] } });
    expect(before.text()).toContain('claims: none');
    const after = await look(String(claim), 'purchase', LATE_CLAIM);
    expect(after.result()).toMatchObject({ purchase: { link: { via: 'claim' }, evaluation: { state: 'scheduled' } } });
    const group = await look(String(claim), 'group', 'customer_id:emil');
    expect((group.result()['group'] as { identifiers: unknown[] }).identifiers).toHaveLength(3);
    expect(group.text()).toContain('anonymous_id:new-phone-of-emil');
    const earlier = await look(String(claim - 1), 'group', 'customer_id:emil');
    expect((earlier.result()['group'] as { identifiers: unknown[] }).identifiers).toHaveLength(2);
  });

  it.each([
    ['a position beyond the log', '999999', 'purchase', LATE_CLAIM, 'The log ends at position'],
    ['a time to come', '2999-01-01T00:00:00Z', 'purchase', LATE_CLAIM, 'has not come'],
    ['what is no moment', 'yesterday', 'purchase', LATE_CLAIM, 'neither a position nor'],
    ['an order that had not come', '0', 'purchase', LATE_CLAIM, 'There was no order'],
    ['what is no group', '0', 'group', 'emil', 'neither the id of a group'],
  ] as const)('as-of is used wrongly with %s', async (_what, moment, kind, id, says) => {
    const looking = asOf(session, moment, kind, id, { merchant }, output().output);
    await expect(looking).rejects.toThrow(WrongUse);
    await expect(looking).rejects.toThrow(says);
  });

  it('audit has every merge once, with its evidence, and what it did to rewards', async () => {
    const { result, text } = await audit();
    const { groups, others } = result() as unknown as { groups: AuditedGroup[]; others: AuditedConnection[] };
    const all = await listMerges(session.pool, merchant, {}, 500, null);
    const audited = [...groups.flatMap(({ edges }) => edges), ...others];
    const places = (list: readonly { position: number; status: string }[]) =>
      list
        .filter(({ status }) => status !== 'confirmed')
        .map(({ position, status }) => `${position} ${status}`)
        .sort();
    expect(places(audited)).toEqual(places(all.items));
    for (const { status, position, effects, evidence } of audited) {
      const listed = all.items.find((one) => one.position === position && one.status === status);
      if (listed === undefined) continue;
      expect(evidence).toEqual(listed.evidence);
      const { budgetDelta, ...counts } = listed.effects;
      const { money, ...same } = effects;
      expect([same, money.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([counts, budgetDelta]);
    }
    expect(text()).toContain('1 reward granted, 1 taken back, no change of the sum');
    expect(text()).toMatch(/Refused or taken back\n.*customer noah.*\n.*order 1009\n.*CUSTOMER_CONFLICT/);
  });

  it('audit of one group has that group alone, as a tree under its anchor', async () => {
    const { text, result } = await audit({ group: 'customer_id:emil' });
    expect(text()).toMatch(/^customer emil · 3 identifiers.*\n├─ device laptop-o…\n(.*\n)+└─ device new-phon…\n/);
    expect((result() as unknown as { groups: unknown[] }).groups).toHaveLength(1);
    const shared = await audit({ group: 'customer_id:noah' });
    expect(shared.text()).toContain(`the browser that finished order ${SHARED_LAPTOP}`);
  });

  it('audit draws a graph that Graphviz can read', async () => {
    const text = (await audit({ dot: true })).text();
    expect(text).toMatch(/^graph merges \{\n(.*\n)*\}$/);
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    expect(count(/(?<!\\)"/g) % 2).toBe(0);
    expect(text).toMatch(/"[0-9a-f-]{36}" -- "[0-9a-f-]{36}" \[label="CUSTOMER_CONFLICT: claim\\n/);
  });
});
