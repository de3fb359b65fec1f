import type { Pool } from 'pg';
import type { EventLog } from '../../event-log/event-log';

/** Whose past is asked for. */
export interface Whose {
  pool: Pool;
  log: EventLog;
  merchantId: string;
  partition: number;
}
