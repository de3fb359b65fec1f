import type { ClientBase } from 'pg';
import { toInstant } from '../kernel/time';
import { FOUND_MAX, type Finding, type Findings } from './alert';

interface RequestRow {
  id: string;
  merchant_id: string;
  topic: string;
  pseudonyms: string[];
  due_at: Date;
  late: boolean;
}

/** Requests of shops that nobody has seen to. Details are kept, so a person is named by a pseudonym alone. */
export async function watchPrivacyRequests(client: ClientBase): Promise<Findings> {
  const { rows } = await client.query<RequestRow>(
    `select id, merchant_id, topic, pseudonyms, due_at, due_at <= now() as late from privacy_requests
     where done_at is null order by due_at, id limit ${FOUND_MAX}`,
  );
  const found = rows.map(({ id, merchant_id: merchantId, topic, pseudonyms, due_at: due, late }): Finding => {
    const detail = { requestId: Number(id), dueAt: toInstant(due.getTime()) };
    if (topic === 'shop/redact') {
      return { kind: 'shop-redact-requested', merchantId, key: id, severity: 'error', detail };
    }
    const exports = pseudonyms.map(
      (pseudonym) => `/v1/identities/pseudonym/${pseudonym}/export?merchantId=${encodeURIComponent(merchantId)}`,
    );
    const severity = late ? 'error' : 'warning';
    return { kind: 'data-requested', merchantId, key: id, severity, detail: { ...detail, exports } };
  });
  return { kinds: ['data-requested', 'shop-redact-requested'], found, complete: rows.length < FOUND_MAX };
}
