import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { newPool } from '../../libs/database/connections';
import { openDatabase } from '../../libs/database/database';
import { openLog } from '../../libs/engine/open-log';
import type { EventLog, NewEvent } from '../../libs/event-log/event-log';
import { intakeStream } from '../../libs/event-log/streams';
import { newPlace } from './place';

const CALLERS = 64;
const PARTITIONS = 16;
const SECONDS = 8;
const WARM_UP_SECONDS = 2;

/** Appends one event per call: group commit against one INSERT per request; then reads everything back. */
export async function benchLog(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  const log = openLog(database.pool, newPlace());
  const inserts = newPool({ connectionString: database.url, max: CALLERS });
  try {
    const grouped = await rate((n) => log.append(intakeStream(n % PARTITIONS), touchpoint(n)));
    await inserts.query(`create table one_by_one (like events including all)`);
    const single = await rate((n) => insert(inserts, n));
    console.log(`append, ${CALLERS} callers, one event each: ${Math.round(grouped)} events/s`);
    console.log(`the same as one INSERT per request, pool of ${CALLERS}: ${Math.round(single)} events/s`);
    console.log(`ratio: ${(grouped / single).toFixed(2)}`);
    await benchRead(log);
  } finally {
    await inserts.end();
    await log.close();
    await database.close();
  }
}

async function benchRead(log: EventLog): Promise<void> {
  const began = performance.now();
  let count = 0;
  for (let page = await log.read(intakeStream(0), 0, 10_000); page.length > 0;) {
    count += page.length;
    page = await log.read(intakeStream(0), count, 10_000);
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(`read in pages of 10,000: ${Math.round(count / seconds)} events/s (${count} events)`);
}

/** Calls per second; each caller makes its next call when the last is answered. */
async function rate(call: (n: number) => Promise<unknown>): Promise<number> {
  let n = 0;
  let measured = 0;
  const began = performance.now();
  const from = began + WARM_UP_SECONDS * 1000;
  const until = from + SECONDS * 1000;
  const caller = async () => {
    while (performance.now() < until) {
      await call(n++);
      const now = performance.now();
      if (now >= from && now < until) measured++;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return measured / SECONDS;
}

async function insert(pool: Pool, n: number): Promise<void> {
  const { id, type, data, contentHash } = touchpoint(n);
  await pool.query({
    name: 'insert',
    text: `insert into one_by_one (stream, revision, id, type, recorded_at, data, content_hash)
           values ($1, $2, $3, $4, clock_timestamp(), $5, decode($6, 'hex'))`,
    values: [intakeStream(n % PARTITIONS), n, id, type, data, contentHash],
  });
}

/** An event of about the size and shape of a recorded touchpoint. */
function touchpoint(n: number): NewEvent {
  const data = JSON.stringify({
    anonymousId: { id: randomUUID(), type: 'anonymous_id' },
    campaign: 'spring',
    merchantId: `merchant-${n % 50}`,
    occurredAt: '2026-01-31T12:00:00.000Z',
    source: 'referral',
    touchpointId: `touchpoint-${n}`,
    url: 'https://shop.example/products/1?utm_source=newsletter',
  });
  const contentHash = createHash('sha256').update(data).digest('hex');
  return { id: randomUUID(), type: 'TouchpointRecorded', data, contentHash };
}
