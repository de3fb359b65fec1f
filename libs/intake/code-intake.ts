import type { Pool } from 'pg';
import { findCode } from '../queries/codes';
import { readBody } from './body-shape';
import { CODE, codeAssignedDraft, codeReleasedDraft, keepOfCode } from './codes';
import type { FactAppender } from './fact-appender';
import type { Merchants } from './merchants';
import { refused, type Outcome, type Refusal, type WriteAnswer } from './outcomes';

/** Facts about to whom codes belong. */
export class CodeIntake {
  constructor(
    private readonly pool: Pool,
    private readonly merchants: Merchants,
    private readonly appender: FactAppender,
  ) {}

  /** `input` is CODE. */
  async assign(merchantId: string, code: string, input: unknown): Promise<Outcome<WriteAnswer>> {
    const merchant = await this.merchants.known(merchantId);
    if (!merchant.ok) return merchant;
    const kept = keepOfCode(code);
    if (kept === undefined) return noCode();
    const body = readBody(CODE, input);
    return body.ok ? this.appender.append(merchantId, codeAssignedDraft(merchant.value, kept, body.value)) : body;
  }

  /** NOT_FOUND if it belongs to nobody, as far as the read model knows. */
  async release(merchantId: string, code: string): Promise<Outcome<WriteAnswer>> {
    const kept = keepOfCode(code);
    if (kept === undefined) return noCode();
    if ((await findCode(this.pool, merchantId, kept)) === null) {
      return refused('NOT_FOUND', 'The code is assigned to nobody.');
    }
    return this.appender.append(merchantId, codeReleasedDraft(merchantId, kept));
  }
}

function noCode(): Refusal {
  const message =
    'must be 1 to 256 characters, without control characters and e-mail addresses, once it is trimmed and upper-cased';
  return refused('INVALID_PARAMETER', `The code ${message}.`, [{ path: 'code', message }]);
}
