/** The store of one merchant's codes: to whom each belonged, and since when. */
import type { Ref } from '../decisions';
import { Changes, Index, type Keeping } from '../tables';
import type { Millis } from '../time';

export interface CodeAssignment {
  code: string;
  position: number;
  at: Millis;
  /** False: released. */
  assigned: boolean;
  /** Null: released, or a value that never identifies anybody. */
  owner: Ref | null;
  channel?: string;
  campaign?: string;
}

export class Codes {
  /** Code → its assignments and releases. */
  readonly byCode: Index<CodeAssignment>;
  readonly added: Changes<CodeAssignment>;

  constructor(keeping: Keeping) {
    this.byCode = new Index('codes', keeping);
    this.added = new Changes(keeping);
  }

  add(assignment: CodeAssignment): void {
    this.byCode.add(assignment.code, assignment);
    this.added.add(assignment);
  }

  /** The assignment as of a position of the log; undefined if the code belonged to nobody. */
  at(code: string, position: number): CodeAssignment | undefined {
    let newest: CodeAssignment | undefined;
    for (const assignment of this.byCode.get(code)) {
      if (assignment.position > position) continue;
      if (newest === undefined || assignment.position > newest.position) newest = assignment;
    }
    return newest?.assigned === true ? newest : undefined;
  }
}
