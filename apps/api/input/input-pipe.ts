/** Every argument of every operation passes here. It parses bodies as JSON; the intake checks their fields. */
import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { readOwnBody } from '../../../libs/intake/bodies';
import { valueOf } from '../http/problem';
import { IdText } from './id-text';
import { type ParametersClass, readParameters } from './parameter';

const NOTHING = Buffer.alloc(0);

@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    switch (type) {
      case 'body': {
        const bytes = Buffer.isBuffer(value) ? value : NOTHING;
        return metatype === Buffer ? bytes : valueOf(readOwnBody(bytes));
      }
      case 'query':
        return readParameters(metatype as ParametersClass, value as Record<string, unknown>);
      case 'param':
        return IdText.inPath(data!, value);
      case 'custom':
        return value;
    }
  }
}
