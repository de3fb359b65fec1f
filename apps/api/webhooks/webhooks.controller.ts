import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { PLATFORMS } from '../../../libs/kernel/facts';
import { Allow } from '../access/access';
import { ReceiveDelivery } from '../commands';
import { ApiAppends, ApiProblems } from '../openapi/problems';
import { CustomDeliveryBody, deliveryAnswer, DeliveryAnswers, DELIVERY_ANSWER } from './delivery.dto';
import { platformOf } from './platform';

/** Deliveries of shops: any bytes, judged by their signature. */
@ApiTags('Shops')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':merchantId/:platform')
  @HttpCode(200)
  @Allow('shop')
  @ApiOperation({
    operationId: 'receiveDelivery',
    summary: "A shop's webhook",
    description:
      'Signed as the platform signs: `X-Shopify-Hmac-Sha256`, `X-WC-Webhook-Signature`, or for `custom` the headers of ' +
      'Standard Webhooks. 200 is answered only when the delivery is durable.',
  })
  @ApiParam({ name: 'platform', enum: [...PLATFORMS] })
  @ApiExtraModels(CustomDeliveryBody, ...DeliveryAnswers)
  @ApiBody({ type: CustomDeliveryBody, description: 'Of `custom`; the other platforms send what they send.' })
  @ApiOkResponse({ schema: DELIVERY_ANSWER })
  @ApiProblems('INVALID_SIGNATURE', 'MERCHANT_UNKNOWN', 'WEBHOOK_NOT_CONFIGURED', 'NOT_FOUND', 'BODY_UNREADABLE')
  @ApiProblems('INVALID_BODY', 'INVALID_JSON', 'INVALID_TEXT', 'TOO_DEEP', 'BODY_TOO_LARGE', 'INVALID_PARAMETER')
  @ApiProblems('MALFORMED_REQUEST', 'FACT_CONFLICT', 'INTERNAL')
  @ApiAppends()
  async receive(
    @Param('merchantId') merchantId: string,
    @Param('platform') platform: string,
    @Req() request: FastifyRequest,
    @Body() rawBody: Buffer,
  ) {
    const command = new ReceiveDelivery(merchantId, platformOf(platform), request.headers, rawBody);
    return deliveryAnswer(await this.commands.execute(command));
  }
}
