import { type Platform, PLATFORMS } from '../../../libs/kernel/facts';
import { ShownAs, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';

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

export class KeyRevokedShown {
  @ShownUuid()
  keyId: string;

  @ShownPosition({ description: "Where the log stands; keys are no matter of the log's." })
  position: number;
}

export class KeyCreatedShown extends KeyRevokedShown {
  @ShownText({ description: 'Shown this once.' })
  key: string;
}

export class PlatformShown {
  @ShownOneOf(PLATFORMS)
  platform: Platform;

  @ShownPosition({ description: "Where the log stands; webhook secrets are no matter of the log's." })
  position: number;
}
