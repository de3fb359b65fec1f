import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Merchant } from '../access/access';
import { Problem } from '../http/problem';
import { ApiReads } from '../openapi/problems';
import { SearchPurchases } from './queries';
import { FoundPurchasesShown, SearchParameters } from './search.dto';

@ApiTags('Purchases')
@Controller('v1/search')
export class SearchController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Allow('merchant')
  @ApiOperation({
    operationId: 'searchPurchases',
    summary: 'Purchases by any id that somebody has at hand',
    description: 'An e-mail address is searched by its hash (`email_hash`), so that it stands in no URL.',
  })
  @ApiOkResponse({ type: FoundPurchasesShown })
  @ApiReads()
  async search(@Merchant() merchantId: string, @Query() parameters: SearchParameters): Promise<FoundPurchasesShown> {
    const { text, ...wait } = parameters;
    if (text === undefined) {
      throw new Problem('INVALID_PARAMETER', 'text is missing.', { errors: [{ path: 'text', message: 'is missing' }] });
    }
    return { items: await this.queries.execute(new SearchPurchases(merchantId, text, wait)) };
  }
}
