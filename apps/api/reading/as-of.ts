/** Reads of the past: finds the moment, waits until it is decided, and reads in turn with the others. */
import type { Whose } from '../../../libs/queries/as-of/whose';
import { type AsOf, findMoment, NotYetRecorded, type PastMoment } from '../../../libs/queries/as-of/past-moment';
import { TooMuch } from '../../../libs/queries/as-of/too-much';
import type { Services } from '../handling';
import { Problem } from '../http/problem';
import type { Wait } from './reads';

export function whoseOf({ reads, pool, log }: Services, merchantId: string): Whose {
  return { pool, log, merchantId, partition: reads.partitionOf(merchantId) };
}

/** @throws Problem NOT_YET_RECORDED, READ_MODEL_BEHIND, TOO_MUCH_HISTORY, OVERLOADED */
export async function readAsOf<T>(
  services: Services,
  merchantId: string,
  asOf: AsOf,
  { after, waitMs }: Wait,
  read: (whose: Whose, moment: PastMoment) => Promise<T>,
): Promise<T> {
  const { reads } = services;
  const whose = whoseOf(services, merchantId);
  const moment = await reads.inTurn(() => momentOf(whose, asOf));
  const decided = Math.max(moment.position, after ?? -1);
  const wait = { after: decided < 0 ? undefined : decided, waitMs };
  return reads.read(merchantId, wait, () => withinBounds(() => read(whose, moment)));
}

async function momentOf({ log, partition }: Whose, asOf: AsOf): Promise<PastMoment> {
  try {
    return await findMoment(log, partition, asOf, Date.now());
  } catch (error) {
    if (error instanceof NotYetRecorded) throw new Problem('NOT_YET_RECORDED', error.message);
    throw error;
  }
}

/** @throws Problem TOO_MUCH_HISTORY */
export async function withinBounds<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TooMuch) throw new Problem('TOO_MUCH_HISTORY', `There are ${error.message}.`);
    throw error;
  }
}
