import type { KnownSession } from './commands';
import { ShownInstant, ShownOneOf, ShownText } from '../openapi/shown';

export class SessionShown implements KnownSession {
  @ShownOneOf(['admin', 'merchant'])
  kind: KnownSession['kind'];

  @ShownText({ nullable: true, description: 'Null: of all merchants, by the admin key.' })
  merchantId: string | null;

  @ShownInstant()
  expiresAt: string;
}
