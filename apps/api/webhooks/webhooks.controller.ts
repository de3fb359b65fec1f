import { applyDecorators, Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Platform } from '../../../libs/kernel/facts';
import { CUSTOM_DELIVERY_SCHEMA } from '../../../libs/intake/custom';
import { AllowShop } from '../access/access';
import { ApiAppends, ApiProblems } from '../openapi/problems';
import { ApiTakes } from '../openapi/taken';
import { ReceiveDelivery } from './commands';
import { deliveryAnswer, type DeliveryAnswerShown, DeliveryAnswers, DELIVERY_ANSWER } from '../shapes/delivery';

type Receive = (merchantId: string, request: FastifyRequest, rawBody: Buffer) => Promise<DeliveryAnswerShown>;

/** Deliveries of shops: any bytes that are signed. 200 is answered when the delivery is durable. */
@ApiTags('Shops')
@Controller('v1/webhooks')
export class WebhooksController implements Record<Platform, Receive> {
  constructor(private readonly commands: CommandBus) {}

  @Post(':merchantId/shopify')
  @HttpCode(200)
  @AllowShop('shopify')
  @ApiOperation({ operationId: 'receiveShopify', summary: 'A webhook of Shopify' })
  @ApiDelivery('X-Shopify-Hmac-Sha256', 'X-Shopify-Topic')
  @ApiBody({ schema: { type: 'object' }, description: 'An order, as Shopify sends it.' })
  shopify(@Param('merchantId') merchantId: string, @Req() request: FastifyRequest, @Body() rawBody: Buffer) {
    return this.receive(merchantId, 'shopify', request, rawBody);
  }

  @Post(':merchantId/woocommerce')
  @HttpCode(200)
  @AllowShop('woocommerce')
  @ApiOperation({ operationId: 'receiveWooCommerce', summary: 'A webhook of WooCommerce' })
  @ApiDelivery('X-WC-Webhook-Signature', 'X-WC-Webhook-Topic')
  @ApiBody({ schema: { type: 'object' }, description: 'An order, as WooCommerce sends it.' })
  woocommerce(@Param('merchantId') merchantId: string, @Req() request: FastifyRequest, @Body() rawBody: Buffer) {
    return this.receive(merchantId, 'woocommerce', request, rawBody);
  }

  @Post(':merchantId/custom')
  @HttpCode(200)
  @AllowShop('custom')
  @ApiOperation({ operationId: 'receiveCustom', summary: 'A webhook of your own shop, as Standard Webhooks' })
  @ApiDelivery('webhook-id', 'webhook-timestamp', 'webhook-signature')
  @ApiTakes({ schema: CUSTOM_DELIVERY_SCHEMA })
  @ApiProblems('INVALID_BODY', 'INVALID_JSON', 'INVALID_TEXT')
  custom(@Param('merchantId') merchantId: string, @Req() request: FastifyRequest, @Body() rawBody: Buffer) {
    return this.receive(merchantId, 'custom', request, rawBody);
  }

  private async receive(
    merchantId: string,
    platform: Platform,
    request: FastifyRequest,
    rawBody: Buffer,
  ): Promise<DeliveryAnswerShown> {
    const command = new ReceiveDelivery(merchantId, platform, request.headers, rawBody);
    return deliveryAnswer(await this.commands.execute(command));
  }
}

function ApiDelivery(...headers: string[]): MethodDecorator {
  return applyDecorators(
    ...headers.map((name) => ApiHeader({ name, required: false })),
    ApiExtraModels(...DeliveryAnswers),
    ApiOkResponse({ schema: DELIVERY_ANSWER }),
    ApiProblems('INVALID_SIGNATURE', 'BODY_UNREADABLE', 'TOO_DEEP', 'BODY_TOO_LARGE', 'FACT_CONFLICT'),
    ApiAppends(),
  );
}
