import { Command } from '@nestjs/cqrs';
import type { KeyKind } from '../../../libs/intake/api-keys';
import type { MerchantRateLimits } from '../../../libs/intake/merchant-rate-limits';
import type { MerchantErased } from '../../../libs/intake/merchant-erasure';
import type { Platform } from '../../../libs/kernel/facts';
import { BodyCommand, commandHandler } from '../handling';
import { valueOf } from '../http/problem';

export class RegisterMerchant extends Command<{
  merchantId: string;
  keys: Record<KeyKind, string>;
  position: number;
}> {
  constructor(readonly body: unknown) {
    super();
  }
}

export class ForgetMerchant extends BodyCommand<MerchantErased> {}

export class CreateKey extends BodyCommand<{ keyId: string; key: string; position: number }> {}

export class RevokeKey extends Command<{ keyId: string; position: number }> {
  constructor(
    readonly merchantId: string,
    readonly keyId: string,
  ) {
    super();
  }
}

export class SetRateLimits extends BodyCommand<MerchantRateLimits & { position: number }> {}

export class SetWebhookSecret extends Command<{ platform: Platform; position: number }> {
  constructor(
    readonly merchantId: string,
    readonly platform: Platform,
    readonly body: unknown,
  ) {
    super();
  }
}

export class FreePlatform extends Command<{ platform: Platform; position: number }> {
  constructor(
    readonly merchantId: string,
    readonly platform: Platform,
  ) {
    super();
  }
}

/** Keys, secrets and rate limits are not in the log; their answers name the position at which it ends. */
export const MERCHANT_COMMANDS = [
  commandHandler(RegisterMerchant, async ({ body }, { intake }) => valueOf(await intake.merchants.register(body))),
  commandHandler(ForgetMerchant, async ({ merchantId, body }, { intake, keys }) => {
    const erased = valueOf(await intake.merchantErasure.forget(merchantId, body));
    keys.forget();
    return erased;
  }),
  commandHandler(CreateKey, async ({ merchantId, body }, { intake, reads }) => {
    const { keyId, key } = valueOf(await intake.merchants.createKey(merchantId, body));
    return { keyId, key, position: await reads.headOf(merchantId) };
  }),
  commandHandler(RevokeKey, async ({ merchantId, keyId }, { intake, reads, keys }) => {
    const revoked = valueOf(await intake.merchants.revokeKey(merchantId, keyId));
    keys.forget();
    return { keyId: revoked.keyId, position: await reads.headOf(merchantId) };
  }),
  commandHandler(SetRateLimits, async ({ merchantId, body }, { intake, reads, keys }) => {
    const limits = valueOf(await intake.merchants.setRateLimits(merchantId, body));
    keys.forget();
    return { ...limits, position: await reads.headOf(merchantId) };
  }),
  commandHandler(SetWebhookSecret, async ({ merchantId, platform, body }, { intake, reads }) => {
    valueOf(await intake.shops.setSecret(merchantId, platform, body));
    return { platform, position: await reads.headOf(merchantId) };
  }),
  commandHandler(FreePlatform, async ({ merchantId, platform }, { intake, reads }) => {
    valueOf(await intake.shops.freePlatform(merchantId, platform));
    return { platform, position: await reads.headOf(merchantId) };
  }),
];
