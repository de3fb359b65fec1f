/** Which of the versions of one order is held: never by arrival, always by what they say. */
import { PURCHASE_STATUSES, type PurchaseStatus, type SourceVersion } from '../facts';

/** What ranks a version among those of its order. */
export interface VersionRank {
  sourceVersion: SourceVersion;
  refunded: number;
  status: PurchaseStatus;
  total: number;
  bodyHash: string;
}

/**
 * The greatest (source version, refunded, rank of status), then the lower net, then the greatest body hash is held, in any
 * order of arrival. A shop may edit an order and keep its version, and a hash must not decide on money.
 */
export function isNewer(version: VersionRank, held: VersionRank, kernelVersion: number): boolean {
  const byVersion = compareVersions(version.sourceVersion, held.sourceVersion);
  if (byVersion !== 0) return byVersion > 0;
  if (version.refunded !== held.refunded) return version.refunded > held.refunded;
  const byRank = PURCHASE_STATUSES.indexOf(version.status) - PURCHASE_STATUSES.indexOf(held.status);
  if (byRank !== 0) return byRank > 0;
  // Refunds are equal here, so the lower total is the lower net.
  if (kernelVersion >= 2 && version.total !== held.total) return version.total < held.total;
  return version.bodyHash > held.bodyHash;
}

/** An integer ranks below an instant. Instants in the log have one format, so their text sorts by time. */
function compareVersions(a: SourceVersion, b: SourceVersion): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  if (typeof b === 'number') return 1;
  return a === b ? 0 : a > b ? 1 : -1;
}
