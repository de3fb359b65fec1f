import { MetricsPage } from '../../apps/api/operations/metrics-page';
import { withClient } from '../../libs/database/connections';
import { ADMIN_KEY, TestApp } from '../support/app';
import { eventually, until } from '../support/until';

describe('operations', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  /** The text of the metrics, once it has `series`: it is up to a second old. */
  const metricsWith = (series: string) =>
    eventually(async () => {
      const text = String((await app.request('GET', '/metrics')).body['text']);
      return text.includes(series) ? text : undefined;
    });

  it('say that the process lives and is ready', async () => {
    expect((await app.request('GET', '/health/live')).body).toEqual({ status: 'live' });
    expect((await app.request('GET', '/health/ready')).body).toEqual({ status: 'ready', stoppedPartitions: [] });
  });

  it('measure the engine and the requests, without names of merchants', async () => {
    const { merchantId, publishable } = await app.merchant();
    const { body } = await app.post('/v1/track/touchpoint', publishable, { anonymousId: 'd', source: 'direct' });
    expect(body['duplicate']).toBe(false);
    await app.get('/v1/purchases/some-order', publishable);
    const { headers } = await app.request('GET', '/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    const text = await metricsWith('route="/v1/purchases/:orderId",status="403"');
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
    const text = await metricsWith('route="none",status="404"');
    expect(text).not.toContain('made');
  });

  it('render the metrics at most once a second, for all who ask', async () => {
    const page = app.tributary.app.get(MetricsPage);
    const later = performance.now() + 3_600_000;
    const first = page.read(later);
    expect(page.read(later + 5_000)).toBe(first);
    await first;
    expect(page.read(later + 999)).toBe(first);
    const next = page.read(later + 1_000);
    expect(next).not.toBe(first);
    expect((await next).equals(await first)).toBe(false);
  });

  it('serve the description as bytes with a tag, which are not sent twice to the same client', async () => {
    const url = `${app.tributary.url}/openapi.json`;
    const first = await fetch(url);
    const text = await first.text();
    const tag = first.headers.get('etag')!;
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(tag).toMatch(/^"[\w-]{43}"$/);

    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await fetch(url, { headers: { 'if-none-match': known } });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    }
    const changed = await fetch(url, { headers: { 'if-none-match': '"other"' } });
    expect([changed.status, await changed.text()]).toEqual([200, text]);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), head.headers.get('content-length')]).toEqual([
      200,
      tag,
      String(Buffer.byteLength(text)),
    ]);
    const headAgain = await fetch(url, { method: 'HEAD', headers: { 'if-none-match': tag } });
    expect(headAgain.status).toBe(304);
  });

  it('serve a page that shows the description', async () => {
    const page = await fetch(`${app.tributary.url}/docs`);
    expect(await page.text()).toContain('swagger-ui');
    const settings = await (await fetch(`${app.tributary.url}/docs/swagger-ui-init.js`)).text();
    expect(settings).toContain('"url": "/openapi.json"');
    expect(settings.length).toBeLessThan(10_000);
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
    await app.lookForAlerts();
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
