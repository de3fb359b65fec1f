import { readdirSync } from 'node:fs';
import { KERNEL_VERSION } from '../../libs/kernel/kernel-version';
import type { DecisionType } from '../../libs/kernel/decisions';
import { ledgerHash, readHistory, replay } from './history';

const names = readdirSync(__dirname).filter((name) => name.endsWith('.jsonl'));

describe('recorded histories', () => {
  it.each(names)('%s has facts with dense positions and times that never decrease', (name) => {
    const facts = readHistory(name).lines.map(({ recorded }) => recorded);
    expect(facts.length).toBeGreaterThan(10);
    expect(facts.map(({ position }) => position)).toEqual(facts.map((_, i) => i));
    expect(facts.every(({ recordedAt }, i) => i === 0 || recordedAt >= facts[i - 1]!.recordedAt)).toBe(true);
  });

  it.each(names)('%s is decided as ever', (name) => {
    const history = readHistory(name);
    const ledger = replay(history);
    // Shows the first difference, where the hash would only show that there is one.
    const types = ledger.map(({ position, decisions }) => ({ position, decided: decisions.map(({ type }) => type) }));
    expect(types).toEqual(history.lines.map(({ recorded, decided }) => ({ position: recorded.position, decided })));
    expect(Object.values(history.ledger)).toEqual([ledgerHash(ledger)]);
  });

  it('show every version of the kernel, and a log in which the version changes', () => {
    const versions = names.map((name) => readHistory(name)).map(({ ledger }) => Number(Object.keys(ledger)[0]));
    expect([...new Set(versions)].sort()).toEqual(Array.from({ length: KERNEL_VERSION }, (_, i) => i + 1));
    const changes = names.flatMap((name) => readHistory(name).lines.map(({ recorded }) => recorded));
    expect(changes.some(({ fact, position }) => fact.type === 'KernelChanged' && position > 0)).toBe(true);
  });

  it('contain every kind of decision on identities, claims, links and attributions', () => {
    const kinds: DecisionType[] = [
      'IdentifierBlocked',
      'IdentityEdgeConfirmed',
      'IdentityMergeRefused',
      'IdentityGroupsMerged',
      'PurchaseClaimAccepted',
      'PurchaseClaimRejected',
      'WaitingClaimsDropped',
      'DeviceEvidenceAdded',
      'PurchaseLinked',
      'PurchaseAnchorMoved',
      'RewardEvaluationScheduled',
      'PurchaseAttributed',
      'EvaluationConfirmed',
      'IdentityGroupsUnmerged',
      'MergeRequestDecided',
      'ReprocessingProposed',
    ];
    const shown = names.flatMap((name) => readHistory(name).lines.flatMap(({ decided }) => decided));
    expect(shown).toEqual(expect.arrayContaining(kinds));
  });
});
