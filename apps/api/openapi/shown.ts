/** Fields of answers, as OpenAPI shows them. Every field is always there; one without a value is null. */
import { ApiProperty } from '@nestjs/swagger';

interface Shown {
  nullable?: boolean;
  list?: boolean;
  description?: string;
}

function property(schema: object, { nullable, list, description }: Shown): PropertyDecorator {
  const about = { ...(description !== undefined && { description }), ...(nullable && { nullable: true }) };
  if (list) return ApiProperty({ type: 'array', items: schema, ...about } as object);
  return ApiProperty({ ...schema, ...about });
}

export const ShownText = (options: Shown = {}) => property({ type: 'string' }, options);
export const ShownFlag = (options: Shown = {}) => property({ type: 'boolean' }, options);
export const ShownInstant = (options: Shown = {}) => property({ type: 'string', format: 'date-time' }, options);
export const ShownUuid = (options: Shown = {}) => property({ type: 'string', format: 'uuid' }, options);
export const ShownNumber = (options: Shown = {}) => property({ type: 'number' }, options);
export const ShownInteger = (options: Shown = {}) => property({ type: 'integer' }, options);
export const ShownTrue = (options: Shown = {}) => property({ type: 'boolean', enum: [true] }, options);
/** A position of the log. */
export const ShownPosition = (options: Shown = {}) => property({ type: 'integer', minimum: 0 }, options);
export const ShownOneOf = (values: readonly string[], options: Shown = {}) =>
  property({ type: 'string', enum: options.nullable && !options.list ? [...values, null] : [...values] }, options);
/** An object whose fields depend on something else. */
export const ShownObject = (options: Shown = {}) => property({ type: 'object', additionalProperties: true }, options);

/** Swagger takes a function for a lazy type by its name. */
export function ShownAs(of: () => new () => object, { nullable, list, description }: Shown = {}): PropertyDecorator {
  return ApiProperty({
    type: () => of(),
    isArray: list ?? false,
    nullable: nullable ?? false,
    ...(description && { description }),
  });
}
