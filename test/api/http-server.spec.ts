import { connect } from 'node:net';
import { newHttpAdapter } from '../../apps/api/http/http-server';
import { TestApp, type TestMerchant } from '../support/app';
import { WAIT_MAX_MS } from '../support/until';

describe('the HTTP server itself', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start();
    merchant = await app.merchant();
  });
  afterAll(() => app.stop());

  /** Sends bytes as they are, and returns the status and body of the answer. */
  function raw(bytes: string): Promise<{ status: number; type: string | undefined; code: unknown }> {
    return new Promise((resolve, reject) => {
      const { port, hostname } = new URL(app.tributary.url);
      const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
      let text = '';
      socket.setTimeout(WAIT_MAX_MS, () => socket.destroy(new Error(`no answer but ${text}`)));
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        text += chunk.toString();
        const [head, body] = text.split('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(head!)?.[1] ?? 0);
        if (body === undefined || Buffer.byteLength(body) < length) return;
        socket.destroy();
        const isJson = /content-type: [^\r]*json/i.test(head!);
        resolve({
          status: Number(head!.split(' ')[1]),
          type: /content-type: ([^\r;]*)/i.exec(head!)?.[1],
          code: isJson ? (JSON.parse(body) as { code: unknown }).code : body,
        });
      });
    });
  }

  const problem = (status: number, code: string) => ({ status, type: 'application/problem+json', code });

  it('answers bytes that are not HTTP with a problem document', async () => {
    expect(await raw('nonsense\r\n\r\n')).toEqual(problem(400, 'MALFORMED_REQUEST'));
    expect(await raw('GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n')).toEqual(problem(400, 'MALFORMED_REQUEST'));
    expect(await raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n')).toEqual(
      problem(400, 'MALFORMED_REQUEST'),
    );
    expect(await raw('GET / HTTP/1.1\r\n\r\n')).toEqual(problem(400, 'MALFORMED_REQUEST'));
  });

  it('refuses to be a proxy, and ignores unknown expectations', async () => {
    expect(await raw('CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toEqual(problem(400, 'MALFORMED_REQUEST'));
    expect(await raw('GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: the-best\r\n\r\n')).toMatchObject({
      status: 200,
    });
  });

  it('gives a whole request, with its headers, half a minute', () => {
    const { server } = newHttpAdapter({ phase: 'serving' }).getInstance();
    expect([server.headersTimeout, server.requestTimeout]).toEqual([30_000, 30_000]);
  });

  it('answers headers that are too large with a problem document', async () => {
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toEqual(
      problem(431, 'HEADERS_TOO_LARGE'),
    );
    expect(await raw(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toEqual(
      problem(431, 'HEADERS_TOO_LARGE'),
    );
  });

  it.each(['/v1/purchases/%', '/v1/purchases/%E0%A4%A', '/%'])(
    'answers the malformed URL %s with a problem document',
    async (path) => {
      expect(await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${merchant.secret}\r\n\r\n`)).toEqual(
        problem(400, 'MALFORMED_REQUEST'),
      );
    },
  );

  it('stores nothing when a body is cut off, or longer than announced', async () => {
    const head = `POST /v1/track/touchpoint HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${merchant.publishable}\r\n`;
    const before = await app.facts(merchant.merchantId);
    const body = '{"anonymousId":"a","source":"paid"}';
    expect(await raw(`${head}Content-Length: ${body.length - 1}\r\n\r\n${body}`)).toMatchObject({
      status: 400,
    });
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`)).toMatchObject({ status: 400 });
    expect(await app.facts(merchant.merchantId)).toBe(before);
  });

  it('refuses a chunked body when it grows beyond the limit', async () => {
    const head = `POST /v1/track/touchpoint HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${merchant.publishable}\r\n`;
    const chunk = `${(1_048_577).toString(16)}\r\n${' '.repeat(1_048_577)}\r\n`;
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`)).toEqual(problem(413, 'BODY_TOO_LARGE'));
  });

  it('takes a body in chunks', async () => {
    const head = `POST /v1/track/touchpoint HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${merchant.publishable}\r\n`;
    const body = '{"anonymousId":"ä","source":"paid"}';
    const bytes = Buffer.from(body).toString('latin1');
    const chunks = [bytes.slice(0, 17), bytes.slice(17)].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
    expect(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunks.join('')}0\r\n\r\n`)).toMatchObject({
      status: 202,
    });
  });

  it.each([
    '/',
    '/v1',
    '/v1/nothing',
    '/v1/track',
    '/v1/track/touchpoint/',
    '/v1/webhooks/x/magento',
    '/v2/policy',
    '/.env',
  ])('answers the unknown path %s with a 404', async (path) => {
    const { status, body } = await app.request('POST', path, { body: '{' });
    expect([status, body['code']]).toEqual([404, 'NOT_FOUND']);
  });

  it.each([
    ['GET', '/v1/track/touchpoint', 'POST'],
    ['POST', '/v1/policy', 'GET, HEAD, PUT'],
    ['DELETE', '/v1/purchases/1', 'GET, HEAD'],
    ['PATCH', '/v1/merchants', 'GET, HEAD, POST'],
    ['GET', '/v1/webhooks/x/shopify', 'POST'],
    ['PUT', '/health/live', 'GET, HEAD'],
    ['OPTIONS', '/v1/merges', 'GET, HEAD, POST'],
  ])('answers %s %s with a 405 that names what is allowed', async (method, path, allow) => {
    const { status, body, headers } = await app.request(method, path, { body: method === 'GET' ? undefined : '{' });
    expect([status, body['code'], headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', allow]);
  });

  it('answers HEAD as GET, without a body', async () => {
    const { status } = await app.request('HEAD', '/health/live');
    expect(status).toBe(200);
  });

  it('refuses invalid ids in paths', async () => {
    for (const id of ['a%00b', 'a%0Ab', 'x'.repeat(257), '%ED%A0%80']) {
      const { status, body } = await app.get(`/v1/purchases/${id}`, merchant.secret);
      expect(status).toBe(400);
      expect(['INVALID_PARAMETER', 'MALFORMED_REQUEST']).toContain(body['code']);
    }
    const { status } = await app.get(`/v1/purchases/${'%F0%9F%99%82'.repeat(256)}`, merchant.secret);
    expect(status).toBe(404);
  });

  it('accepts ids with slashes and signs in paths', async () => {
    const { status } = await app.get(`/v1/purchases/${encodeURIComponent('a/b?c#d%25 é')}`, merchant.secret);
    expect(status).toBe(404);
  });

  it('never answers 500 to odd parameters', async () => {
    for (const query of ['limit=0', 'limit=501', 'limit=', 'limit=1e2', 'limit=1&limit=2', 'limit=+5', 'limit[a]=1']) {
      const { status, body } = await app.get(`/v1/purchases?${query}`, merchant.secret);
      const expected = query === 'limit[a]=1' ? [200, undefined] : [400, 'INVALID_PARAMETER'];
      expect([status, body['code']]).toEqual(expected);
    }
    for (const query of ['after=-1', 'after=x', 'after=1.5', 'after=9007199254740993', 'waitMs=10001', 'waitMs=-1']) {
      const { status, body } = await app.get(`/v1/purchases/1?${query}`, merchant.secret);
      expect([status, body['code']]).toEqual([400, 'INVALID_PARAMETER']);
      expect(body['errors']).toMatchObject([{ path: query.split('=')[0] }]);
    }
    for (const cursor of [
      '',
      'x',
      'W10',
      'WyJwdXJjaGFzZXMiLDFd',
      'WyJjbGFpbXMiLDEsMF0%00',
      'WyJjbGFpbXMiLC0xXQ',
      'WyJjbGFpbXMiLDEsMF0&cursor=a',
    ]) {
      const { status, body } = await app.get(`/v1/claims?cursor=${cursor}`, merchant.secret);
      expect([status, body['code']]).toEqual([400, 'INVALID_PARAMETER']);
    }
    expect((await app.get('/v1/claims?cursor=WyJjbGFpbXMiLDEsMF0', merchant.secret)).status).toBe(200);
  });
});
