import { Writable } from 'node:stream';
import { pino } from 'pino';
import { PurchaseLines } from '../../apps/worker/purchase-lines';
import type { DecidedFact } from '../../libs/engine/codec';
import type { Credit, Decision } from '../../libs/kernel/decisions';

describe('the log tells of a purchase', () => {
  function linesOf(...decisions: Decision[]): Record<string, unknown>[] {
    const lines: Record<string, unknown>[] = [];
    const sink = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(JSON.parse(String(chunk))), done()) });
    const fact = { id: 'f', position: 7, recordedAt: 0, fact: { type: 'PolicyChanged', data: {} } };
    new PurchaseLines(pino({ base: undefined }, sink)).write([
      { fact, decisions, data: [], chain: '' } as unknown as DecidedFact,
    ]);
    return lines;
  }
  const of = { merchantId: 'm', orderId: 'o', evaluationId: 'e' };
  const attributed = (credits: Partial<Credit>[], reason?: 'NO_TOUCHPOINT') =>
    ({ type: 'PurchaseAttributed', data: { ...of, model: 'linear', credits, reason } }) as unknown as Decision;

  it('when it waits for its delayed evaluation', () => {
    const data = { ...of, dueAt: '2026-01-01T00:00:00.000Z', reasons: ['settling' as const] };
    expect(linesOf({ type: 'RewardEvaluationScheduled', data })).toMatchObject([
      { ...data, position: 7, msg: 'purchase queued for its delayed evaluation' },
    ]);
  });

  it('when it was evaluated, with the source of the largest share, or the last of equal ones', () => {
    const email = { source: 'email', share: 300_000 } as const;
    const paid = { source: 'paid', share: 400_000 } as const;
    const social = { source: 'social', share: 300_000 } as const;
    const sources = [[email, paid, social], [email, social], []].map((credits) => linesOf(attributed(credits))[0]);
    expect(sources.map((line) => line!['source'])).toEqual(['paid', 'social', undefined]);
    expect(linesOf(attributed([], 'NO_TOUCHPOINT'))).toMatchObject([
      { ...of, source: 'NO_TOUCHPOINT', credits: 0, msg: 'purchase evaluated' },
    ]);
    const confirmed: Decision = { type: 'EvaluationConfirmed', data: { ...of, confirms: { position: 1, ordinal: 0 } } };
    expect(linesOf(confirmed)).toMatchObject([{ ...of, source: 'unchanged', msg: 'purchase evaluated' }]);
  });

  it('when it could not be evaluated: a warning while attempts remain, then an error', () => {
    const failed = { ...of, error: 'RATE_MISSING' as const };
    const lines = linesOf(
      { type: 'RewardEvaluationFailed', data: { ...failed, attempt: 1, nextAttemptAt: '2026-01-01T00:05:00.000Z' } },
      { type: 'RewardEvaluationExhausted', data: { ...failed, attempts: 4 } },
    );
    expect(lines.map(({ level }) => pino.levels.labels[level as number])).toEqual(['warn', 'error']);
    expect(lines).toMatchObject([failed, failed]);
  });
});
