import { TakesLabel, TakesNote } from '../openapi/taken';
/** Who asks for something by hand, and why; kept with the fact. */
export class ReasonBody {
  @TakesNote()
  reason: string;

  @TakesLabel()
  actor: string;
}
