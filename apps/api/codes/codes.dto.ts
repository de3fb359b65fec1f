import type { CodeView } from '../../../libs/queries/codes';
import { ShownAs, ShownInstant, ShownPosition, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { IdentifierShown } from '../shapes/identifier';

class CodeShown implements CodeView {
  @ShownText({ description: 'Trimmed and upper-cased.' })
  code: string;

  @ShownAs(() => IdentifierShown, { nullable: true, description: 'Null: a value that never identifies anybody.' })
  owner: IdentifierShown | null;

  @ShownText({ nullable: true })
  channel: string | null;

  @ShownText({ nullable: true })
  campaign: string | null;

  @ShownInstant()
  assignedAt: string;

  @ShownPosition({ description: 'Of the assignment; it counts for orders first recorded after it.' })
  position: number;
}

export class CodesPage extends pageOf(CodeShown, 'CodesPage') {}
