import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { PLATFORMS } from '../../../libs/kernel/facts';
import { KEY, MERCHANT, OPERATOR, RATE_LIMITS, WEBHOOK_SECRET } from '../../../libs/intake/requests';
import { Allow } from '../access/access';
import { KEY_RING_LIMITS } from '../access/key-ring';
import { PageParameters, ReadParameters } from '../input/common-parameters';
import { ApiAppends, ApiJsonBody, ApiProblems, ApiReads } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { Pages } from '../reading/page';
import { platformOf } from '../webhooks/platform';
import {
  CreateKey,
  ForgetMerchant,
  FreePlatform,
  RegisterMerchant,
  RevokeKey,
  SetRateLimits,
  SetWebhookSecret,
} from './commands';
import {
  KeyCreatedShown,
  KeyRevokedShown,
  MerchantForgottenShown,
  MerchantRegisteredShown,
  MerchantsPage,
  PlatformShown,
  RateLimitsSetShown,
  RateLimitsShown,
} from './merchants.dto';
import { GetRateLimits, ListMerchants } from './queries';

const PAGES = new Pages<string>(
  'merchants',
  'i',
  ([merchantId]) => merchantId as string,
  (merchantId) => [merchantId],
);

@ApiTags('Operators')
@Controller('v1/merchants')
export class MerchantsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow('admin')
  @ApiOperation({ operationId: 'listMerchants', summary: 'The merchants, by their ids' })
  @ApiOkResponse({ type: MerchantsPage })
  @ApiProblems('INVALID_PARAMETER', 'OVERLOADED')
  async list(@Query() parameters: PageParameters): Promise<MerchantsPage> {
    return PAGES.answer(await this.queries.execute(new ListMerchants(PAGES.request({ ...parameters, waitMs: 0 }))));
  }

  @Post()
  @HttpCode(201)
  @Allow('admin')
  @ApiOperation({ operationId: 'registerMerchant', summary: 'Register a merchant; its first keys are shown this once' })
  @ApiTakes(MERCHANT)
  @ApiCreatedResponse({ type: MerchantRegisteredShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('MERCHANT_EXISTS', 'MERCHANT_FORGOTTEN')
  async register(@Body() body: unknown): Promise<MerchantRegisteredShown> {
    return this.commands.execute(new RegisterMerchant(body));
  }

  @Delete(':merchantId')
  @Allow('admin')
  @ApiOperation({
    operationId: 'forgetMerchant',
    summary: 'Erase a merchant',
    description:
      'Plain values, secrets and bodies in quarantine are deleted, and its keys serve no more. Facts and decisions keep ' +
      'pseudonyms that nobody can turn back. Every later request for the merchant is refused with 410 ' +
      `\`MERCHANT_FORGOTTEN\`, by every process within ${KEY_RING_LIMITS.freshMs / 1_000} seconds, and its id is not given again. ` +
      'If a try fails, another one goes on.',
  })
  @ApiTakes(OPERATOR)
  @ApiOkResponse({ type: MerchantForgottenShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN', 'INVALID_PARAMETER')
  async forget(@Param('merchantId') merchantId: string, @Body() body: unknown): Promise<MerchantForgottenShown> {
    return this.commands.execute(new ForgetMerchant(merchantId, body));
  }

  @Post(':merchantId/keys')
  @HttpCode(201)
  @Allow('admin')
  @ApiOperation({ operationId: 'createKey', summary: 'Make another key; it is shown this once' })
  @ApiTakes(KEY)
  @ApiCreatedResponse({ type: KeyCreatedShown })
  @ApiJsonBody()
  @ApiProblems('MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN', 'INVALID_PARAMETER')
  async createKey(@Param('merchantId') merchantId: string, @Body() body: unknown): Promise<KeyCreatedShown> {
    return this.commands.execute(new CreateKey(merchantId, body));
  }

  @Delete(':merchantId/keys/:keyId')
  @Allow('admin')
  @ApiOperation({ operationId: 'revokeKey', summary: 'Revoke a key' })
  @ApiOkResponse({ type: KeyRevokedShown })
  @ApiProblems('MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async revokeKey(@Param('merchantId') merchantId: string, @Param('keyId') keyId: string): Promise<KeyRevokedShown> {
    return this.commands.execute(new RevokeKey(merchantId, keyId));
  }

  @Get(':merchantId/rate-limits')
  @Allow('admin')
  @ApiOperation({ operationId: 'getRateLimits', summary: "What a merchant's publishable keys may send" })
  @ApiOkResponse({ type: RateLimitsShown })
  @ApiReads()
  @ApiProblems('MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN')
  async rateLimits(
    @Param('merchantId') merchantId: string,
    @Query() parameters: ReadParameters,
  ): Promise<RateLimitsShown> {
    return this.queries.execute(new GetRateLimits(merchantId, parameters));
  }

  @Put(':merchantId/rate-limits')
  @Allow('admin')
  @ApiOperation({
    operationId: 'setRateLimits',
    summary: "Set what a merchant's publishable keys may send",
    description: `Both limits are replaced. Every process goes by them within ${KEY_RING_LIMITS.freshMs / 1_000} seconds, and counts for itself.`,
  })
  @ApiTakes(RATE_LIMITS)
  @ApiOkResponse({ type: RateLimitsSetShown })
  @ApiJsonBody()
  @ApiProblems('MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN', 'INVALID_PARAMETER')
  async setRateLimits(@Param('merchantId') merchantId: string, @Body() body: unknown): Promise<RateLimitsSetShown> {
    return this.commands.execute(new SetRateLimits(merchantId, body));
  }

  @Put(':merchantId/webhooks/:platform')
  @Allow('admin')
  @ApiOperation({ operationId: 'setWebhookSecret', summary: 'Set a webhook secret; the newest two are live' })
  @ApiParam({ name: 'platform', enum: [...PLATFORMS] })
  @ApiTakes(WEBHOOK_SECRET)
  @ApiOkResponse({ type: PlatformShown })
  @ApiJsonBody()
  @ApiProblems('MERCHANT_UNKNOWN', 'MERCHANT_FORGOTTEN', 'NOT_FOUND', 'PLATFORM_IN_USE', 'INVALID_PARAMETER')
  async setWebhookSecret(
    @Param('merchantId') merchantId: string,
    @Param('platform') platform: string,
    @Body() body: unknown,
  ): Promise<PlatformShown> {
    return this.commands.execute(new SetWebhookSecret(merchantId, platformOf(platform), body));
  }

  @Delete(':merchantId/webhooks/:platform')
  @Allow('admin')
  @ApiOperation({ operationId: 'freePlatform', summary: 'Free the platform, while the merchant has no purchases' })
  @ApiParam({ name: 'platform', enum: [...PLATFORMS] })
  @ApiOkResponse({ type: PlatformShown })
  @ApiProblems(
    'MERCHANT_UNKNOWN',
    'MERCHANT_FORGOTTEN',
    'NOT_FOUND',
    'WEBHOOK_NOT_CONFIGURED',
    'PLATFORM_IN_USE',
    'INVALID_PARAMETER',
  )
  async freePlatform(
    @Param('merchantId') merchantId: string,
    @Param('platform') platform: string,
  ): Promise<PlatformShown> {
    return this.commands.execute(new FreePlatform(merchantId, platformOf(platform)));
  }
}
