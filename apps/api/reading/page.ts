import type { Type } from '@nestjs/common';
import { Query } from '@nestjs/cqrs';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Listed } from '../../../libs/queries/rows';
import type { ListParameters } from '../input/common-parameters';
import { type CursorPart, decodeCursor, encodeCursor } from './cursor';
import type { Wait } from './reads';

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

/** A request for one page; the page begins after the place `before`, at which the previous one ended. */
export interface PageRequest<Place> extends Wait {
  limit: number;
  before: Place | null;
}

export class ListQuery<Item, Filter, Place> extends Query<Listed<Item, Place>> {
  constructor(
    readonly merchantId: string,
    readonly filter: Filter,
    readonly page: PageRequest<Place>,
  ) {
    super();
  }
}

/** Reads requests for pages of one list, and makes the answers. */
export class Pages<Place> {
  constructor(
    private readonly list: string,
    /** @see decodeCursor */
    private readonly kinds: string,
    private readonly placeOf: (parts: CursorPart[]) => Place,
    private readonly partsOf: (place: Place) => CursorPart[],
  ) {}

  /** @throws Problem INVALID_PARAMETER for a cursor of another list */
  request({ cursor, limit, after, waitMs }: ListParameters): PageRequest<Place> {
    const parts = decodeCursor(this.list, this.kinds, cursor);
    return { limit, before: parts && this.placeOf(parts), after, waitMs };
  }

  answer<Item>({ items, next }: Listed<Item, Place>): Page<Item> {
    return { items, nextCursor: this.cursorOf(next) };
  }

  /** Null: there is no next page. */
  cursorOf(next: Place | null): string | null {
    return next === null ? null : encodeCursor(this.list, this.partsOf(next));
  }
}

/** Pages of a list whose places are numbers. */
export function pagesByNumber(list: string): Pages<number> {
  return new Pages(
    list,
    'n',
    ([place]) => place as number,
    (place) => [place],
  );
}

/** Pages of a list of decisions: each has a position, and an ordinal among the decisions of that fact. */
export function pagesByDecision(list: string): Pages<{ position: number; ordinal: number }> {
  return new Pages(
    list,
    'nn',
    ([position, ordinal]) => ({ position: position as number, ordinal: ordinal as number }),
    ({ position, ordinal }) => [position, ordinal],
  );
}
