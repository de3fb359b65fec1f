import type { EventLog } from '../../event-log/event-log';
import { ledgerStream } from '../../event-log/streams';
import type { Decision, LedgerMeta } from '../../kernel/decisions';
import { type ExportTable, instant, integer, json, optional, type Row, text } from './export-table';
import { firstRevisionAfter, pagesOf } from './log-pages';

export const ledger: ExportTable = {
  name: 'ledger',
  says: 'Every decision, as recorded. [Events](events.md) describes the data of each type.',
  key: ['partition', 'revision'],
  columns: [
    integer('partition', 'The partition.'),
    integer('revision', 'Place in its ledger, from 0.'),
    text('merchant_id', 'The merchant.'),
    integer('position', 'Position of the fact that caused the decision.'),
    integer('ordinal', 'Its number among the decisions of that fact.'),
    instant('recorded_at', 'When that fact was recorded.'),
    text('type', 'What was decided.'),
    optional(text('order_id', 'The purchase that it concerns.')),
    integer('kernel_version', 'The version of the rules that decided.'),
    text('cause_id', 'Event id of that fact.'),
    json('data', 'The data of the decision, as canonical JSON.'),
  ],
  async *pages({ log, merchantId, partitions }) {
    for (const { partition, ledgerRevision, since } of partitions) {
      const rows = decisions(log, partition, since, ledgerRevision, merchantId);
      yield* rows;
    }
  },
};

async function* decisions(
  log: EventLog,
  partition: number,
  since: number,
  through: number,
  merchantId: string | undefined,
): AsyncGenerator<Row[]> {
  const stream = ledgerStream(partition);
  const from = await firstRevisionAfter(log, stream, since, through);
  for await (const events of pagesOf(log, stream, from, through)) {
    const rows: Row[] = [];
    for (const { revision, recordedAt, type, data, meta } of events) {
      const decided = JSON.parse(data) as Decision['data'];
      if (merchantId !== undefined && decided.merchantId !== merchantId) continue;
      const { position, ordinal, kernelVersion, causeId } = JSON.parse(meta!) as LedgerMeta;
      const order = 'orderId' in decided ? decided.orderId : null;
      const where = [partition, revision, decided.merchantId, position, ordinal, recordedAt];
      rows.push([...where, type, order, kernelVersion, causeId, data]);
    }
    yield rows;
  }
}
