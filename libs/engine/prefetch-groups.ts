/** Identifiers with everything that is in their groups. */
import type { ClientBase } from 'pg';
import { IdentifierRow, identifierFromRow } from '../../projections/identifiers';
import { tableOf } from '../../projections/registry';
import { columns, select, type Key } from './select';

const IDENTIFIER = tableOf(IdentifierRow);

export async function loadGroups(client: ClientBase, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  const merchants = new Map(keys.map(({ merchant }) => [merchant.merchantId, merchant]));
  for (const { merchant, key } of keys) merchant.identifiers.load(key, undefined);
  const rows = await select<IdentifierRow>(
    client,
    'groups',
    `select ${IDENTIFIER.selectList} from (
       select distinct i.merchant_id, i.group_id from unnest($1::text[], $2::uuid[]) as k(merchant_id, id)
       join identifiers i using (merchant_id, id)
     ) g join identifiers t using (merchant_id, group_id)`,
    columns(keys),
  );
  for (const row of rows) {
    const merchant = merchants.get(row.merchantId)!;
    merchant.identifiers.load(row.id, identifierFromRow(row));
    if (!merchant.members.has(row.groupId)) merchant.members.load(row.groupId, []);
    merchant.members.add(row.groupId, row.id);
  }
}
