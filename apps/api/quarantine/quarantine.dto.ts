import type { QuarantinedDelivery } from '../../../libs/intake/quarantine';
import { CODES } from '../../../libs/kernel/codes';
import { type Platform, PLATFORMS } from '../../../libs/kernel/facts';
import { ListParameters } from '../input/common-parameters';
import { ShownInstant, ShownInteger, ShownOneOf, ShownText, ShownUuid } from '../openapi/shown';
import { pageOf } from '../reading/page';

class QuarantinedDeliveryShown implements Omit<QuarantinedDelivery, 'merchantId'> {
  @ShownUuid()
  id: string;

  @ShownOneOf(PLATFORMS)
  platform: Platform;

  @ShownText({ nullable: true })
  topic: string | null;

  @ShownOneOf(Object.keys(CODES))
  code: string;

  @ShownText()
  detail: string;

  @ShownInstant()
  firstSeenAt: string;

  @ShownInteger({ description: 'How often the same body came.' })
  count: number;
}

export class QuarantinePage extends pageOf(QuarantinedDeliveryShown, 'QuarantinePage') {}

export class QuarantineParameters extends ListParameters {}
