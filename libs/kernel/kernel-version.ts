/**
 * The versions of the kernel. An intended change of what the kernel decides needs a new number: a rule that changed asks
 * `kernelVersion`, and `KernelChanged` facts say from which position of a partition on which version decides. The part
 * of a log before them is decided as ever.
 *
 * Version 2:
 * - of versions of an order with equal source version, refund and status, the lower net is held (`purchases/purchase.ts`);
 * - accepted devices outside the new group of an anchor that moves become device evidence (`purchases/link.ts`);
 * - late claims connect nobody (`purchases/link.ts`);
 * - `SELF_REFERRAL` also through the touchpoint's own device (`attribution/attribute.ts`);
 * - an evaluation for reason `budget` calls the next who wait while room is left (`rewards/room.ts`);
 * - conditions have a budget, see a limited number of items, and are asked once if they ask nothing of the touchpoint;
 *   each campaign's first failure on a purchase alone is recorded (`rewards/condition.ts`, `rewards/desired.ts`);
 * - touchpoints from browsers are dated back at most `maxBackdateSeconds` (`attribution/touchpoint-recorded.ts`);
 * - what orders carry counts: codes and the visit as candidates (`attribution/order-candidates.ts`), also without a link;
 *   devices as accepted claims (`purchases/carried-devices.ts`); pseudonyms from before an erasure
 *   (`purchases/purchase.ts`);
 * - claims by token alone are judged, and a device that repeats one is a duplicate (`purchases/judge-claims.ts`).
 */
export const FIRST_KERNEL_VERSION = 1;

/** The newest version, which decides new partitions. Recorded with every decision. */
export const KERNEL_VERSION = 2;

/** A newer program wrote the log. This one cannot decide it, and must not try. */
export class UnknownKernelVersion extends Error {
  override readonly name = 'UnknownKernelVersion';
  constructor(version: number) {
    super(
      `kernel version ${version} decides this partition, and this program knows versions ${FIRST_KERNEL_VERSION} to ` +
        `${KERNEL_VERSION}: run a program that knows version ${version}`,
    );
  }
}
