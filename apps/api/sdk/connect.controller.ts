import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../access/access';
import { Problem } from '../http/problem';
import { builtFile } from './sdk-files';

/** What a merchant pastes into a shop, with the merchant's own key and our address filled in. */
@ApiTags('SDK')
@Controller('v1/connect')
export class ConnectController {
  private pixel: string | undefined;

  @Get('shopify-pixel.js')
  @Allow('sdk')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({ operationId: 'getShopifyPixel', summary: "The text of Shopify's custom pixel" })
  @ApiQuery({
    name: 'key',
    required: true,
    schema: { type: 'string' },
    description: 'The publishable key that it sends.',
  })
  @ApiOkResponse({ content: { 'text/javascript': { schema: { type: 'string' } } } })
  shopifyPixel(@Req() request: FastifyRequest<{ Querystring: { key?: string } }>): string {
    const { key } = request.query;
    if (key === undefined) throw new Problem('INVALID_PARAMETER', '`key` is missing: the publishable key.');
    const origin = `${request.protocol}://${request.host}`;
    this.pixel ??= builtFile('shopify-pixel.js');
    return `const KEY = ${JSON.stringify(key)};\nconst URL_OF_API = ${JSON.stringify(origin)};\n${this.pixel}`;
  }
}
