import { ShownInstant, ShownObject, ShownPosition, ShownText } from '../openapi/shown';

export class FactShown {
  @ShownPosition()
  position: number;

  @ShownText()
  type: string;

  @ShownInstant()
  recordedAt: string;

  @ShownObject({ description: 'As recorded; identifiers are pseudonyms.' })
  data: Record<string, unknown>;
}
