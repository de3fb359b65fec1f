import { ApiBody } from '@nestjs/swagger';
import type { Shape } from '../../../libs/intake/body-shape';

/** The body of an operation, described by the shape by which the intake reads it. */
export function ApiTakes({ schema }: Pick<Shape<unknown>, 'schema'>): MethodDecorator {
  return ApiBody({ schema });
}
