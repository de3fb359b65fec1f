import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { PLATFORMS } from '../../../libs/kernel/facts';
import { MERCHANT, KEY, WEBHOOK_SECRET } from '../../../libs/intake/requests';
import { Allow } from '../access/access';
import { ApiAppends, ApiJsonBody, ApiProblems } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { platformOf } from '../webhooks/platform';
import { CreateKey, FreePlatform, RegisterMerchant, RevokeKey, SetWebhookSecret } from './commands';
import { KeyCreatedShown, KeyRevokedShown, MerchantRegisteredShown, PlatformShown } from './merchants.dto';

@ApiTags('Operators')
@Controller('v1/merchants')
export class MerchantsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(201)
  @Allow('admin')
  @ApiOperation({ operationId: 'registerMerchant', summary: 'Register a merchant; its first keys are shown this once' })
  @ApiTakes(MERCHANT)
  @ApiCreatedResponse({ type: MerchantRegisteredShown })
  @ApiJsonBody()
  @ApiAppends()
  @ApiProblems('MERCHANT_EXISTS')
  async register(@Body() body: unknown): Promise<MerchantRegisteredShown> {
    return this.commands.execute(new RegisterMerchant(body));
  }

  @Post(':merchantId/keys')
  @HttpCode(201)
  @Allow('admin')
  @ApiOperation({ operationId: 'createKey', summary: 'Make another key; it is shown this once' })
  @ApiTakes(KEY)
  @ApiCreatedResponse({ type: KeyCreatedShown })
  @ApiJsonBody()
  @ApiProblems('MERCHANT_UNKNOWN', 'INVALID_PARAMETER')
  async createKey(@Param('merchantId') merchantId: string, @Body() body: unknown): Promise<KeyCreatedShown> {
    return this.commands.execute(new CreateKey(merchantId, body));
  }

  @Delete(':merchantId/keys/:keyId')
  @Allow('admin')
  @ApiOperation({ operationId: 'revokeKey', summary: 'Revoke a key' })
  @ApiOkResponse({ type: KeyRevokedShown })
  @ApiProblems('MERCHANT_UNKNOWN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async revokeKey(@Param('merchantId') merchantId: string, @Param('keyId') keyId: string): Promise<KeyRevokedShown> {
    return this.commands.execute(new RevokeKey(merchantId, keyId));
  }

  @Put(':merchantId/webhooks/:platform')
  @Allow('admin')
  @ApiOperation({ operationId: 'setWebhookSecret', summary: 'Set a webhook secret; the newest two are live' })
  @ApiParam({ name: 'platform', enum: [...PLATFORMS] })
  @ApiTakes(WEBHOOK_SECRET)
  @ApiOkResponse({ type: PlatformShown })
  @ApiJsonBody()
  @ApiProblems('MERCHANT_UNKNOWN', 'NOT_FOUND', 'PLATFORM_IN_USE', 'INVALID_PARAMETER')
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
  @ApiProblems('MERCHANT_UNKNOWN', 'NOT_FOUND', 'WEBHOOK_NOT_CONFIGURED', 'PLATFORM_IN_USE', 'INVALID_PARAMETER')
  async freePlatform(
    @Param('merchantId') merchantId: string,
    @Param('platform') platform: string,
  ): Promise<PlatformShown> {
    return this.commands.execute(new FreePlatform(merchantId, platformOf(platform)));
  }
}
