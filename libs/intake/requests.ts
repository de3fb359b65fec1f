/** The smaller bodies of our own API. */
import { KEY_KINDS } from './api-keys';
import { object, optional } from './body-shape';
import { actor, id, integer, label, note, oneOf } from './body-values';
import { RATE_LIMIT_MAX } from './limits';
import { POLICY } from './policy-input';

export const MERCHANT = object({ merchantId: id(), name: label(), policy: optional(POLICY) }, { name: 'MerchantBody' });

export const KEY = object({ kind: oneOf(KEY_KINDS) }, { name: 'KeyBody' });

const RATE_LIMIT = integer([0, RATE_LIMIT_MAX], {
  description: '0: no limit. Left out or null: as the environment says.',
});
export const RATE_LIMITS = object(
  { perAddressPerMinute: optional(RATE_LIMIT), perDevicePerMinute: optional(RATE_LIMIT) },
  { name: 'RateLimitsBody' },
);

/** What secrets of shops look like is known to the shop platforms. */
export const WEBHOOK_SECRET = object(
  { secret: label({ description: 'For `custom`: `whsec_` and base64 of 24 to 64 bytes.' }) },
  { name: 'WebhookSecretBody' },
);

/** Which operator asks for something by hand, and why; kept with the fact. */
export const OPERATOR = object({ reason: note(), actor: actor() }, { name: 'ReasonBody' });

/** One of both: a key, or a code that serves once. */
export const SIGN_IN = object(
  {
    key: optional(label({ description: 'The admin key, or a secret key of a merchant.' })),
    code: optional(label({ description: 'As `tributary sign-in` prints it.' })),
  },
  { name: 'SignInBody' },
);
