import { withClient } from '../../libs/database/connections';
import { AlertWatch } from '../../apps/worker/alert-watch';
import { ADMIN_KEY, TestApp } from '../support/app';
import { until } from '../support/until';

describe('operations', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('say that the process lives and is ready', async () => {
    expect((await app.request('GET', '/health/live')).body).toEqual({ status: 'live' });
    expect((await app.request('GET', '/health/ready')).body).toEqual({ status: 'ready', stoppedPartitions: [] });
  });

  it('measure the engine and the requests, without names of merchants', async () => {
    const { merchantId, publishable } = await app.merchant();
    const { body } = await app.post('/v1/track/touchpoint', publishable, { anonymousId: 'd', source: 'direct' });
    expect(body['duplicate']).toBe(false);
    await app.get('/v1/purchases/some-order', publishable);
    const { headers, body: metrics } = await app.request('GET', '/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    const text = String(metrics['text']);
    for (const name of [
      'tributary_engine_lag_positions{partition="0"}',
      'tributary_engine_lag_seconds{partition="15"}',
      'tributary_engine_partitions_held 16',
      'tributary_engine_batch_facts_count',
      'tributary_engine_phase_seconds_count{phase="flush"}',
      'tributary_http_request_seconds_count{method="POST",route="/v1/track/touchpoint",status="202"}',
      'route="/v1/purchases/:orderId",status="403"',
      'tributary_timers_fired_total',
      'process_cpu_seconds_total',
    ]) {
      expect(text).toContain(name);
    }
    expect(text).not.toContain(merchantId);
    expect(text).not.toContain('some-order');
  });

  it('make no series from what clients write into URLs', async () => {
    await app.request('GET', '/some/made/up/path');
    const { body } = await app.request('GET', '/metrics');
    expect(String(body['text'])).not.toContain('made');
    expect(String(body['text'])).toContain('route="none",status="404"');
  });

  it('serve a page that shows the description', async () => {
    const page = await fetch(`${app.tributary.url}/docs`);
    expect(await page.text()).toContain('swagger-ui');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    const script = await fetch(`${app.tributary.url}/docs/swagger-ui-bundle.js`);
    expect((await script.text()).length).toBeGreaterThan(100_000);
    expect(script.status).toBe(200);
  });
});

describe('while the clock jumps', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.stop();
  });

  it('nothing is stored and an alert is open, until the clock holds still', async () => {
    const merchant = await app.merchant();
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 120_000);
    const append = () =>
      app.post('/v1/track/touchpoint', merchant.publishable, { anonymousId: 'd', source: 'direct', touchpointId: 't' });
    const refused = await append();
    expect([refused.status, refused.body['code'], refused.headers.get('retry-after')]).toEqual([
      503,
      'CLOCK_UNSTEADY',
      '1',
    ]);
    await app.tributary.app.get(AlertWatch).look();
    const { body } = await app.get('/v1/alerts?kind=clock-unsteady', ADMIN_KEY);
    expect(body['items']).toMatchObject([{ kind: 'clock-unsteady', severity: 'error' }]);
    await until(async () => (await append()).status === 202);
    const { body: metrics } = await app.request('GET', '/metrics');
    expect(String(metrics['text'])).toContain('tributary_clock_jumps_total 1');
  });
});

describe('while the database is away', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('reads and writes get a 503 that may be tried again, and work afterwards', async () => {
    const merchant = await app.merchant();
    const touchpoint = { anonymousId: 'd', source: 'direct', touchpointId: 't' };
    expect((await app.post('/v1/track/touchpoint', merchant.publishable, touchpoint)).status).toBe(202);

    const url = new URL(app.database.url);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    await withClient(url.href, async (server) => {
      await server.query(`alter database ${name} with allow_connections false`);
      await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

      const ready = await app.request('GET', '/health/ready');
      expect([ready.status, ready.body['code']]).toEqual([503, 'UNAVAILABLE']);
      const read = await app.get('/v1/purchases', merchant.secret);
      expect([read.status, read.body['code'], read.headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '1']);
      const write = await app.post('/v1/track/touchpoint', merchant.publishable, { ...touchpoint, touchpointId: 'u' });
      expect([write.status, write.body['code'], write.headers.get('retry-after')]).toEqual([
        503,
        'LOG_UNAVAILABLE',
        '1',
      ]);
      expect((await app.request('GET', '/metrics')).status).toBe(200);
      expect((await app.request('GET', '/health/live')).status).toBe(200);

      await server.query(`alter database ${name} with allow_connections true`);
    });
    const again = await app.post('/v1/track/touchpoint', merchant.publishable, { ...touchpoint, touchpointId: 'u' });
    expect(again.status).toBe(202);
    const after = String(again.body['position']);
    const group = await app.get(`/v1/identity-groups/by/anonymous_id/d?after=${after}&waitMs=10000`, merchant.secret);
    expect(group.body).toMatchObject({ touchpoints: [{ touchpointId: 't' }, { touchpointId: 'u' }] });
  });
});
