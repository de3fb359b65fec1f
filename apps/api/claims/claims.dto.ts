import type { ClaimView } from '../../../libs/queries/claims';
import { IdParameter, ListParameters } from '../input/common-parameters';
import { OneOfParameter } from '../input/parameter';
import { ShownFlag, ShownInstant, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';
import { CLAIM_REFUSALS, CLAIM_STATUSES } from '../shapes/claim';

class ClaimShown implements ClaimView {
  @ShownText()
  claimId: string;

  @ShownText({ nullable: true, description: 'Null while a claim by token alone waits for its order.' })
  orderId: string | null;

  @ShownText({ nullable: true, description: 'Null once it was erased.' })
  anonymousId: string | null;

  @ShownText({ nullable: true, description: 'What the browser said; evidence only.' })
  customerId: string | null;

  @ShownOneOf(CLAIM_STATUSES, { description: '`duplicate`: the device had claimed that order before.' })
  status: string;

  @ShownOneOf(CLAIM_REFUSALS, { nullable: true })
  reason: string | null;

  @ShownFlag({ description: 'No browser sent it: the order itself carries the device.' })
  carried: boolean;

  @ShownInstant()
  occurredAt: string;

  @ShownInstant()
  recordedAt: string;

  @ShownPosition()
  position: number;
}

export class ClaimsPage extends pageOf(ClaimShown, 'ClaimsPage') {}

export class ClaimsParameters extends ListParameters {
  @IdParameter()
  orderId?: string;

  @OneOfParameter(CLAIM_STATUSES)
  status?: string;
}
