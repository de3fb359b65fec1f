/**
 * The hash beside a fact tells whether an id came again with the same content. It is made of what the sender sent, which
 * is the fact without what the server filled in.
 */
import { DATA_HASH, type ScannedEvent } from '../event-log/event-log';
import { sha256Hex } from '../intake/fact-draft';
import { withoutMarks } from '../intake/sdk-facts';
import { canonicalJson } from '../kernel/canonical-json';
import type { Fact, RecordedFact } from '../kernel/facts';

/** Far more than an evaluation has. */
const ATTEMPTS_MAX = 100;

/** The fields that the server fills in when they are left out. */
const FILLED_IN: Partial<Record<Fact['type'], readonly string[]>> = {
  TouchpointRecorded: ['touchpointId', 'occurredAt'],
  PurchaseClaimed: ['claimId', 'occurredAt'],
  IdentityAsserted: ['assertionId'],
  MergeRequested: ['requestId'],
};

/** Checks the hashes of one partition's facts, in their order. */
export class ContentHashes {
  private readonly defaults = [-1];

  /** Null if the hash fits, else the one that the fact would have if its sender had given every field. */
  check({ contentHash, data }: ScannedEvent, { position, fact }: RecordedFact): string | null {
    const fits = this.fits(contentHash, data, fact);
    if (fact.type === 'DefaultsConfigured') this.defaults.push(position);
    if (fits) return null;
    return fact.type === 'PurchaseRecorded' ? fact.data.bodyHash : sha256Hex(data);
  }

  private fits(hash: string | null, data: string, fact: Fact): boolean {
    switch (fact.type) {
      // The engine appends it, and nobody sends it again.
      case 'FactPassedOver':
        return hash === null;
      case 'PurchaseRecorded':
        return hash === fact.data.bodyHash || (hash === DATA_HASH && sha256Hex(data) === fact.data.bodyHash);
      case 'DefaultsConfigured':
        return this.defaults.some((after) => hash === hashOf([after, fact.data.policy]));
      case 'KernelChanged':
        return hash === hashOf([fact.data.version]);
      case 'RewardEvaluationRequested':
        return fact.data.requestedBy === 'timer' ? isTimers(hash, fact.data) : hash === DATA_HASH;
      default:
        return hash === DATA_HASH || (hash !== null && isSent(hash, data, fact));
    }
  }
}

/** The attempt is not in the fact. */
function isTimers(
  hash: string | null,
  { merchantId, orderId, evaluationId }: { merchantId: string; orderId: string; evaluationId?: string },
): boolean {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    if (hash === hashOf([merchantId, orderId, evaluationId, attempt])) return true;
  }
  return false;
}

/** Whether the hash is that of the fact without the server's marks and some of the fields that it may fill in. */
function isSent(hash: string, data: string, fact: Fact): boolean {
  const filled = FILLED_IN[fact.type];
  if (filled === undefined) return false;
  // By far the most, of which the text need not be made again: a browser's touchpoint. No quoted text in a JSON text
  // looks like this field, as the quotes in it are escaped.
  if (hash === sha256Hex(data.replace('"fromBrowser":true,', ''))) return true;
  const { fromBrowser: _, ...sent } = fact.data as unknown as Record<string, unknown>;
  const bare = withoutMarks(sent) as Record<string, unknown>;
  for (let left = 0; left < 1 << filled.length; left++) {
    const content = { ...bare };
    for (const [i, field] of filled.entries()) if (left & (1 << i)) delete content[field];
    if (hash === hashOf(content)) return true;
  }
  return false;
}

function hashOf(content: unknown): string {
  return sha256Hex(canonicalJson(content));
}
