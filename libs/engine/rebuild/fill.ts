/** Fills the bare tables with the rows that the log gives one partition: the kernel replays it, and COPY writes. */
import type { Client } from 'pg';
import { copyIn } from '../../database/copy';
import { RejectionCounter } from '../../../projections/claim-rejections';
import type { Batch, TableAccess } from '../../../projections/read-model';
import { TABLES } from '../../../projections/registry';
import { SightingCounter } from '../../../projections/sightings';
import type { EventLog } from '../../event-log/event-log';
import type { World } from '../../kernel/world';
import type { Checkpoint } from '../checkpoints';
import { LedgerDiffers } from '../codec';
import { emptyWorld, replay } from '../replay';

/** Rows are turned into text so many at a time. */
const ROWS_AT_ONCE = 5_000;

export interface PartitionFill {
  partition: number;
  /** The rows of all facts up to it. */
  checkpoint: Checkpoint;
  passedOver: readonly number[];
}

type Table = TableAccess<object>;

/**
 * Keeps the whole partition in memory, and rows of history only page by page. Notes in the scratch checkpoints how far
 * it got. Returns the number of rows.
 * @throws CanNotDecide, and LedgerDiffers if the recorded ledger has more or fewer decisions than follow from the intake
 */
export async function fillPartition(
  client: Client,
  log: EventLog,
  { partition, checkpoint, passedOver }: PartitionFill,
  onProgress: (facts: number) => void,
): Promise<number> {
  const world = emptyWorld({ partition, hasUniqueIds: log.hasUniqueIds, passedOver, keepsChanges: true });
  const newest = new Newest();
  const counter = new RejectionCounter();
  const sightingCounter = new SightingCounter();
  let rows = 0;
  let ledgerRevision = -1;
  let position = -1;
  let copying = Promise.resolve();
  for await (const decided of replay(log, partition, checkpoint.position, world)) {
    const rejections = counter.number({ decided, ledgerRevision });
    const sightings = sightingCounter.count(world, decided);
    const batch: Batch = { world, merchants: [], decided, ledgerRevision, rejections, sightings };
    newest.add(batch);
    for (const table of APPENDED) {
      const added = table.rows(batch);
      rows += added.length;
      const text = table.copyText(added);
      await copying;
      copying = copyIn(client, table.copySql, [text]);
      // Awaited before the next COPY; until then a failure must not count as unhandled.
      copying.catch(() => undefined);
    }
    for (const { decisions } of decided) ledgerRevision += decisions.length;
    position = decided.at(-1)!.fact.position;
    onProgress(decided.length);
  }
  await copying;
  expectSame(partition, 'intake position', checkpoint.position, position);
  expectSame(partition, 'ledger revision', checkpoint.ledgerRevision, ledgerRevision);

  for (const [table, chunks] of [...newest.chunks(), ...chunksOfState(world)]) {
    const counted = counting(table, chunks, (more) => (rows += more));
    await copyIn(client, table.copySql, counted);
  }
  await client.query(
    `insert into checkpoints (partition, position, ledger_revision, chain) values ($1, $2, $3, decode($4, 'hex'))`,
    [partition, position, ledgerRevision, checkpoint.chain],
  );
  return rows;
}

const APPENDED = TABLES.filter(({ madeOf }) => madeOf === 'appended');

/** Rows of which a later one takes the place of an earlier one. They are few: failures, and counts by the hour. */
class Newest {
  private readonly rows = new Map(
    TABLES.filter(({ madeOf }) => madeOf === 'facts').map((table) => [table, new Map<string, object>()]),
  );

  add(batch: Batch): void {
    for (const [table, rows] of this.rows) for (const row of table.rows(batch)) rows.set(table.keyOf(row), row);
  }

  *chunks(): Iterable<[Table, Iterable<object[]>]> {
    for (const [table, rows] of this.rows) yield [table, [[...rows.values()]]];
  }
}

/** The rows that the world's final state gives, by table, of one merchant after the other. */
function* chunksOfState(world: World): Iterable<[Table, Iterable<object[]>]> {
  const batch = (merchants: Batch['merchants']): Batch => {
    return { world, merchants, decided: [], ledgerRevision: -1, rejections: new Map(), sightings: [] };
  };
  for (const table of TABLES) {
    if (table.madeOf === 'partition') yield [table, [table.rows(batch([]))]];
    if (table.madeOf === 'merchants') yield [table, ofMerchants(table, world, batch)];
  }
}

function* ofMerchants(table: Table, world: World, batch: (merchants: Batch['merchants']) => Batch): Iterable<object[]> {
  let rows: object[] = [];
  for (const merchant of world.all()) {
    const own = table.rows(batch([merchant]));
    rows = rows.length === 0 ? own : [...rows, ...own];
    if (rows.length < ROWS_AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

function* counting(table: Table, chunks: Iterable<object[]>, count: (rows: number) => void): Iterable<string> {
  for (const rows of chunks) {
    count(rows.length);
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield table.copyText(rows.slice(at, at + ROWS_AT_ONCE));
  }
}

function expectSame(partition: number, what: string, recorded: number, replayed: number): void {
  if (recorded === replayed) return;
  throw new LedgerDiffers(
    `partition ${partition} is decided up to ${what} ${recorded}, but its log gives ${replayed}: run verify`,
  );
}
