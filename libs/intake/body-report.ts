import { refused, type FieldError, type Refusal } from './outcomes';
import { UNSTORABLE_TEXT } from './text';

export const ERRORS_MAX = 100;
const PATH_LENGTH_MAX = 200;

/** Collects the mistakes of one body, so that its sender learns of all of them at once. */
export class BodyReport {
  /** How many mistakes there are; the first hundred are told. */
  count = 0;
  private readonly errors: FieldError[] = [];
  private unstorable = false;
  private onlyConditions = true;

  add(error: FieldError): void {
    this.count++;
    if (error.message === UNSTORABLE_TEXT) this.unstorable = true;
    if (error.line === undefined) this.onlyConditions = false;
    if (this.errors.length === ERRORS_MAX) return;
    this.errors.push({ ...error, path: error.path.slice(0, PATH_LENGTH_MAX) });
  }

  /** INVALID_TEXT, CONDITION_INVALID when all mistakes are within conditions, or INVALID_BODY. */
  refusal(): Refusal {
    const { path, message } = this.errors[0]!;
    const more = this.errors.length > 1 ? ` (and ${this.errors.length - 1} more)` : '';
    const detail = `${path === '' ? 'The body' : path} ${message}${more}.`;
    const code = this.onlyConditions ? 'CONDITION_INVALID' : 'INVALID_BODY';
    return refused(this.unstorable ? 'INVALID_TEXT' : code, detail, this.errors);
  }
}

/** A place in a body, such as `data.items[2].sku`, at which a mistake can be reported. */
export class Place {
  constructor(
    readonly report: BodyReport,
    private readonly path = '',
  ) {}

  field(name: string): Place {
    return new Place(this.report, this.path === '' ? name : `${this.path}.${name}`);
  }

  item(index: number): Place {
    return new Place(this.report, `${this.path}[${index}]`);
  }

  /** @returns undefined, which readers return for what cannot be taken */
  fail(message: string): undefined {
    this.report.add({ path: this.path, message });
  }

  /** A mistake within the text of a condition. */
  failWithin(problem: { message: string; line: number; column: number }): undefined {
    this.report.add({ path: this.path, ...problem });
  }
}
