import type { Type } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The class of pages of `item`, for OpenAPI. */
export function pageOf<Item>(item: Type<Item>, name: string): Type<Page<Item>> {
  @ApiSchema({ name })
  class PageOfItems implements Page<Item> {
    @ApiProperty({ type: [item] })
    items: Item[];

    @ApiProperty({ type: 'string', nullable: true, description: '`cursor` of the next page; null on the last.' })
    nextCursor: string | null;
  }
  return PageOfItems;
}
