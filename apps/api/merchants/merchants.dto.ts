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

  @ShownPosition({ description: 'The last position of the log; keys are not in the log.' })
  position: number;
}

export class KeyCreatedShown extends KeyRevokedShown {
  @ShownText({ description: 'Shown this once.' })
  key: string;
}

export class PlatformShown {
  @ShownOneOf(PLATFORMS)
  platform: Platform;

  @ShownPosition({ description: 'The last position of the log; webhook secrets are not in the log.' })
  position: number;
}
