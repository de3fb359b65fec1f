import type { Erased } from '../../../libs/intake/erasure';
import { ShownInteger, ShownPosition } from '../openapi/shown';

export class ErasedShown implements Erased {
  @ShownPosition()
  position: number;

  @ShownInteger({ description: 'Rows of the vault that lost their value.' })
  vaultRows: number;

  @ShownInteger({ description: 'Deliveries in quarantine that held the value, and were deleted.' })
  quarantined: number;
}
