import { BadEnvironment, readEnvironment } from '../../apps/environment';

describe('the environment', () => {
  it('has defaults for everything', () => {
    expect(readEnvironment({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATABASE_URL: undefined,
      DATA_DIR: '.tributary',
      EVENT_LOG: 'postgres',
      PARTITIONS: 16,
      DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS: 60,
      DELAYED_PURCHASE_BATCH_SIZE: 100,
      DELAYED_PURCHASE_MAX_AGE_MINUTES: 10,
      RATE_LIMIT_PER_ADDRESS_PER_MINUTE: 600,
      RATE_LIMIT_PER_DEVICE_PER_MINUTE: 60,
      TRUST_PROXY: false,
      LOG_LEVEL: 'info',
      TRIBUTARY_ROLE: 'all',
    });
  });

  it('reads variables that are set; an empty one counts as unset, and foreign ones are ignored', () => {
    const environment = readEnvironment({ PORT: ' 8080 ', HOST: '', PARTITIONS: '4', PATH: '/bin', LOG_LEVEL: 'warn' });
    expect(environment).toMatchObject({ PORT: 8080, HOST: '127.0.0.1', PARTITIONS: 4, LOG_LEVEL: 'warn' });
    expect(readEnvironment({ TRUST_PROXY: 'true' }).TRUST_PROXY).toBe(true);
    expect(readEnvironment({ TRUST_PROXY: 'false' }).TRUST_PROXY).toBe(false);
    expect(Object.keys(environment)).not.toContain('PATH');
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://x'],
    ['EVENT_LOG', 'kafka'],
    ['EVENTSTOREDB_URL', 'http://x'],
    ['EVENTSTOREDB_URL', 'esdb://127.0.0.1:2113'],
    ['EVENTSTOREDB_URL', 'esdb://u:p@127.0.0.1:2113?throwOnAppendFailure=false'],
    ['EVENT_STREAM_PREFIX', 'a/b'],
    ['ADMIN_API_KEY', 'fifteen-letters'],
    ['ADMIN_API_KEY', 'with a space in between'],
    ['SECRETS_KEY', 'a'.repeat(63)],
    ['SECRETS_KEY', '!'.repeat(44)],
    ['NEW_SECRETS_KEY', 'short'],
    ['PARTITIONS', '0'],
    ['PARTITIONS', '16.5'],
    ['DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS', '-1'],
    ['DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS', '86401'],
    ['DELAYED_PURCHASE_BATCH_SIZE', '0'],
    ['DELAYED_PURCHASE_MAX_AGE_MINUTES', 'ten'],
    ['RATE_LIMIT_PER_ADDRESS_PER_MINUTE', '-1'],
    ['RATE_LIMIT_PER_DEVICE_PER_MINUTE', 'many'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['TRIBUTARY_ROLE', 'both'],
  ])('names %s when it is %s', (name, value) => {
    const read = () => readEnvironment({ [name]: value });
    expect(read).toThrow(BadEnvironment);
    expect(read).toThrow(name);
  });

  it('names the URL of EventStoreDB when the log lies there and it is missing', () => {
    expect(() => readEnvironment({ EVENT_LOG: 'eventstoredb' })).toThrow(/EVENTSTOREDB_URL must be set/);
    const url = 'kurrentdb://127.0.0.1:2113?tls=false';
    expect(readEnvironment({ EVENT_LOG: 'eventstoredb', EVENTSTOREDB_URL: url }).EVENTSTOREDB_URL).toBe(url);
  });

  it.each(['api', 'worker'])('lets no %s run without a database and a log that others share', (role) => {
    const shared = { TRIBUTARY_ROLE: role, DATABASE_URL: 'postgres://host/database' };
    expect(readEnvironment(shared).TRIBUTARY_ROLE).toBe(role);
    const alone = { TRIBUTARY_ROLE: role };
    expect(() => readEnvironment(alone)).toThrow(`DATABASE_URL must be set when TRIBUTARY_ROLE is "${role}"`);
    const forgetful = { ...shared, EVENT_LOG: 'memory' };
    expect(() => readEnvironment(forgetful)).toThrow(`EVENT_LOG cannot be "memory" when TRIBUTARY_ROLE is "${role}"`);
  });

  it('names every wrong variable, and shows no secret', () => {
    const read = () =>
      readEnvironment({ PORT: 'x', LOG_LEVEL: 'y', ADMIN_API_KEY: 's3cret', DATABASE_URL: 'x://u:pass@h' });
    expect(read).toThrow(/PORT[^]*LOG_LEVEL|LOG_LEVEL[^]*PORT/);
    expect(read).not.toThrow(/s3cret|pass/);
  });
});
