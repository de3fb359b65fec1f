/** To whom the codes of a merchant belong now. */
import type { Pool } from 'pg';
import type { IdentifierType } from '../kernel/identity/identifier';
import type { Instant } from '../kernel/time';
import { instant, type Listed, pageOf, type PlainIdentifier } from './rows';

export interface CodeView {
  code: string;
  /** Null for a value that never identifies anybody. */
  owner: PlainIdentifier | null;
  channel: string | null;
  campaign: string | null;
  assignedAt: Instant;
  /** Of the assignment. */
  position: number;
}

interface Row {
  code: string;
  owner_type: IdentifierType | null;
  owner: string | null;
  channel: string | null;
  campaign: string | null;
  at: Date;
  position: string;
}

const SELECT = `select c.code, c.owner_type, owner.value as owner, c.channel, c.campaign, c.at, c.position
  from code_assignments c
  left join vault owner on owner.merchant_id = c.merchant_id and owner.pseudonym = c.owner_id
  where c.merchant_id = $1 and c.assigned and not exists (select from code_assignments later
    where later.merchant_id = c.merchant_id and later.code = c.code and later.position > c.position)`;

/** Null: it belongs to nobody. */
export async function findCode(pool: Pool, merchantId: string, code: string): Promise<CodeView | null> {
  const { rows } = await pool.query<Row>({
    name: 'find-code',
    text: `${SELECT} and c.code = $2`,
    values: [merchantId, code],
  });
  return rows[0] === undefined ? null : toView(rows[0]);
}

/** The one assigned last comes first; `before` is the `next` of the previous page. */
export async function listCodes(
  pool: Pool,
  merchantId: string,
  limit: number,
  before: number | null,
): Promise<Listed<CodeView, number>> {
  const { rows } = await pool.query<Row>({
    name: 'list-codes',
    text: `${SELECT} and ($2::bigint is null or c.position < $2) order by c.position desc limit $3`,
    values: [merchantId, before, limit + 1],
  });
  const page = pageOf(rows, limit);
  return { items: page.rows.map(toView), next: page.last === null ? null : Number(page.last.position) };
}

function toView({ owner_type, owner, at, position, ...row }: Row): CodeView {
  return {
    ...row,
    owner: owner_type === null ? null : { type: owner_type, value: owner },
    assignedAt: instant(at),
    position: Number(position),
  };
}
