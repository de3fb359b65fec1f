/** Loads to whom the codes of orders belonged when each order was first recorded. */
import type { ClientBase } from 'pg';
import { CodeAssignmentRow, codeAssignmentFromRow } from '../../../projections/codes';
import { tableOf } from '../../../projections/registry';
import { columns, ownerOf, select, type Entry, type Key } from './select';

const CODE = tableOf(CodeAssignmentRow);

/** A code may be assigned anew very often, so of each only the assignment that counts for an order is loaded. */
export async function loadCodes(client: ClientBase, entries: readonly Entry[]): Promise<void> {
  const asked: (Key & { position: number })[] = [];
  for (const entry of entries) {
    const { merchant, reach } = entry;
    for (const { code, position } of reach.codesAsked((orderId) => merchant.purchases.find(orderId))) {
      merchant.codes.byCode.load(code, []);
      asked.push({ ...entry, key: code, position });
    }
  }
  if (asked.length === 0) return;
  const rows = await select<CodeAssignmentRow>(
    client,
    'codes',
    `select distinct ${CODE.selectList} from unnest($1::text[], $2::text[], $3::bigint[]) as k(merchant_id, code, until)
     cross join lateral (
       select * from code_assignments c
       where c.merchant_id = k.merchant_id and c.code = k.code and c.position <= k.until
       order by c.position desc limit 1
     ) t`,
    [...columns(asked), asked.map(({ position }) => position)],
  );
  const owner = ownerOf(entries);
  for (const row of rows) owner(row).merchant.codes.byCode.add(row.code, codeAssignmentFromRow(row));
}
