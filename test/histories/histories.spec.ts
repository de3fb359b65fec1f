import { readdirSync } from 'node:fs';
import { KERNEL_VERSION } from '../../libs/kernel/kernel';
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

  it.each(names)('%s is decided as ever, or by a kernel version that says so', (name) => {
    const history = readHistory(name);
    const ledger = replay(history);
    const hash = history.ledger[KERNEL_VERSION];
    if (Object.keys(history.ledger)[0] === String(KERNEL_VERSION)) {
      // Where the first difference is, before the hash says that there is one.
      const types = ledger.map(({ position, decisions }) => ({ position, decided: decisions.map(({ type }) => type) }));
      expect(types).toEqual(history.lines.map(({ recorded, decided }) => ({ position: recorded.position, decided })));
    }
    expect({ kernelVersion: KERNEL_VERSION, hash: ledgerHash(ledger) }).toEqual({
      kernelVersion: KERNEL_VERSION,
      hash,
    });
  });

  it('show every kind of decision', () => {
    const kinds: Record<DecisionType, true> = {
      IdentifierBlocked: true,
      IdentityEdgeConfirmed: true,
      IdentityMergeRefused: true,
      IdentityGroupsMerged: true,
      PurchaseClaimAccepted: true,
      PurchaseClaimRejected: true,
      WaitingClaimsDropped: true,
      DeviceEvidenceAdded: true,
      PurchaseLinked: true,
      PurchaseAnchorMoved: true,
      RewardEvaluationScheduled: true,
      PurchaseAttributed: true,
      EvaluationConfirmed: true,
    };
    const shown = new Set(names.flatMap((name) => readHistory(name).lines.flatMap(({ decided }) => decided)));
    expect([...shown].sort()).toEqual(Object.keys(kinds).sort());
  });
});
