import { WrongUse } from '../../apps/cli/exit';
import type { Output } from '../../apps/cli/output';
import { rotateSecretsKey } from '../../apps/cli/rotate-command';
import { openSession } from '../../apps/cli/session';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { SECRETS_KEY } from '../support/secrets';

const NEW_SECRETS_KEY = Buffer.alloc(32, 6).toString('hex');

describe('rotate-secrets-key', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  /** Opens a session with a secrets key and rotates. */
  async function rotate(variables: Record<string, string>) {
    const results: object[] = [];
    const lines: string[] = [];
    const output: Output = {
      say: (line) => lines.push(line),
      result: (value) => results.push(value),
      progress: () => ({ to: () => undefined, done: () => undefined }),
    };
    const session = await openSession({ DATABASE_URL: database.url, ...variables }, () => undefined);
    try {
      await session.intake.merchants.register({ merchantId: 'acme', name: 'Acme' });
      return { code: await rotateSecretsKey(session, output), lines, result: results[0] };
    } finally {
      await session.close();
    }
  }

  it('puts NEW_SECRETS_KEY in the place of SECRETS_KEY, which is wrong from then on', async () => {
    const { code, lines, result } = await rotate({ SECRETS_KEY, NEW_SECRETS_KEY });
    expect([code, result]).toEqual([0, { values: 1, file: null }]);
    expect(lines.at(-1)).toMatch(/^Set SECRETS_KEY/);
    await expect(rotate({ SECRETS_KEY, NEW_SECRETS_KEY })).rejects.toThrow(/^SECRETS_KEY is not the key/);
    expect((await rotate({ SECRETS_KEY: NEW_SECRETS_KEY, NEW_SECRETS_KEY: SECRETS_KEY })).code).toBe(0);
  });

  it('needs NEW_SECRETS_KEY when no file keeps the key, and another key than the one in use', async () => {
    await expect(rotate({ SECRETS_KEY })).rejects.toThrow(WrongUse);
    await expect(rotate({ SECRETS_KEY })).rejects.toThrow(/NEW_SECRETS_KEY must be set/);
    await expect(rotate({ SECRETS_KEY, NEW_SECRETS_KEY: SECRETS_KEY })).rejects.toThrow(/is the key in use/);
  });
});
