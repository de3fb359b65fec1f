import { type Platform, PLATFORMS } from '../../../libs/kernel/facts';
import { ShownAs, ShownOneOf, ShownPosition, ShownText, ShownUuid } from '../openapi/shown';
import { TakesId, TakesLabel, TakesObject, TakesOneOf } from '../openapi/taken';
import { PolicyBody } from '../shapes/policy';

export class MerchantBody {
  @TakesId()
  merchantId: string;

  @TakesLabel()
  name: string;

  @TakesObject(() => PolicyBody, { optional: true })
  policy?: PolicyBody;
}

export class KeyBody {
  @TakesOneOf(['publishable', 'secret'])
  kind: string;
}

export class WebhookSecretBody {
  @TakesLabel({ description: 'For `custom`: `whsec_` and base64 of 24 to 64 bytes.' })
  secret: string;
}

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
