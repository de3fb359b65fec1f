import type { MerchantRateLimits } from '../../../libs/intake/merchant-rate-limits';
import type { MerchantErased } from '../../../libs/intake/merchant-erasure';
import { type Platform, PLATFORMS } from '../../../libs/kernel/facts';
import type { MerchantView } from '../../../libs/queries/merchants';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { pageOf } from '../reading/page';

class MerchantShown implements MerchantView {
  @ShownText()
  merchantId: string;

  @ShownText()
  name: string;

  @ShownInstant()
  registeredAt: string;
}

export class MerchantsPage extends pageOf(MerchantShown, 'MerchantsPage') {}

class FirstKeysShown {
  @ShownText()
  publishable: string;

  @ShownText()
  secret: string;
}

export class MerchantRegisteredShown {
  @ShownText()
  merchantId: string;

  @ShownAs(() => FirstKeysShown, { description: 'Shown this once.' })
  keys: FirstKeysShown;

  @ShownPosition()
  position: number;
}

export class MerchantForgottenShown implements MerchantErased {
  @ShownText()
  merchantId: string;

  @ShownPosition()
  position: number;

  @ShownInteger({ description: 'Rows of the vault that lost their value.' })
  vaultRows: number;

  @ShownInteger({ description: 'Deliveries in quarantine that were deleted.' })
  quarantined: number;
}

export class KeyRevokedShown {
  @ShownUuid()
  keyId: string;

  @ShownPosition({ description: 'The last position of the log; keys are not in the log.' })
  position: number;
}

export class KeyCreatedShown extends KeyRevokedShown {
  @ShownText({ description: 'Shown this once.' })
  key: string;
}

export class RateLimitsShown implements MerchantRateLimits {
  @ShownInteger({ nullable: true, description: 'Requests of one address. 0: no limit. Null: as the environment says.' })
  perAddressPerMinute: number | null;

  @ShownInteger({
    nullable: true,
    description: 'Touchpoints and claims of one device. 0: no limit. Null: as the environment says.',
  })
  perDevicePerMinute: number | null;
}

export class RateLimitsSetShown extends RateLimitsShown {
  @ShownPosition({ description: 'The last position of the log; rate limits are not in the log.' })
  position: number;
}

export class PlatformShown {
  @ShownOneOf(PLATFORMS)
  platform: Platform;

  @ShownPosition({ description: 'The last position of the log; webhook secrets are not in the log.' })
  position: number;
}
