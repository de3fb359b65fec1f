import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readBodies, RequestBodies } from '../../apps/api/http/request-bodies';
import { sendProblem } from '../../apps/api/http/problem-filter';
import type { Problem } from '../../apps/api/http/problem';
import { ADMIN_KEY, CUSTOM_SECRET, paidOrder, signedCustom, TestApp, type TestMerchant } from '../support/app';
import { until } from '../support/until';

/** A connection, and what came from the server on it. */
class Peer {
  text = '';

  private constructor(readonly socket: Socket) {
    socket.on('data', (bytes) => (this.text += bytes.toString()));
    // A server that closes a connection on which more is sent resets it.
    socket.on('error', () => undefined);
  }

  static async open(url: string): Promise<Peer> {
    const { port, hostname } = new URL(url);
    const client = new Peer(connect(Number(port), hostname));
    await once(client.socket, 'connect');
    return client;
  }

  /** Sends the head of a request and no byte of its body. */
  head(method: string, path: string, headers: Record<string, string>): this {
    const lines = Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    return this;
  }

  /** Status and code of the answer, once it is whole and the server has closed the connection. */
  async refusal(): Promise<[number, unknown]> {
    await until(() => this.socket.closed);
    const [head, body] = this.text.split('\r\n\r\n');
    expect(head).toMatch(/^connection: close\r?$/im);
    return [Number(head!.split(' ')[1]), (JSON.parse(body!) as { code: unknown }).code];
  }
}

describe('a body', () => {
  let app: TestApp;
  let merchant: TestMerchant;

  beforeAll(async () => {
    app = await TestApp.start();
    merchant = await app.merchant();
    await app.webhookSecret(merchant.merchantId, 'custom', CUSTOM_SECRET);
  });
  afterAll(() => app.stop());

  const announced = { 'content-length': '1000000' };
  const chunked = { 'transfer-encoding': 'chunked' };
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  it.each([
    ['without a key', 'POST', '/v1/track/touchpoint', announced, [401, 'UNAUTHENTICATED']],
    ['in chunks without a key', 'POST', '/v1/track/batch', chunked, [401, 'UNAUTHENTICATED']],
    ['with an unknown key', 'PUT', '/v1/policy', { ...announced, ...bearer('sk_x') }, [401, 'UNAUTHENTICATED']],
    ['with an unknown key in the URL', 'POST', '/v1/track/batch?key=pk_x', announced, [401, 'UNAUTHENTICATED']],
    ['for no merchant', 'PUT', '/v1/policy', { ...announced, ...bearer(ADMIN_KEY) }, [400, 'MERCHANT_REQUIRED']],
    ['for an unknown merchant', 'POST', '/v1/webhooks/nobody/custom', announced, [404, 'MERCHANT_UNKNOWN']],
    ['for an odd merchant', 'POST', '/v1/webhooks/a%00b/custom', announced, [400, 'INVALID_PARAMETER']],
    ['for no operation', 'POST', '/v1/nothing', announced, [404, 'NOT_FOUND']],
    ['for another method', 'PATCH', '/v1/policy', announced, [405, 'METHOD_NOT_ALLOWED']],
  ])('%s is refused before a byte of it is read', async (_what, method, path, headers, refusal) => {
    const client = await Peer.open(app.tributary.url);
    expect(await client.head(method, path, headers).refusal()).toEqual(refusal);
  });

  it('with a key that may not do this is refused before a byte of it is read', async () => {
    const client = await Peer.open(app.tributary.url);
    client.head('PUT', '/v1/policy', { ...announced, ...bearer(merchant.publishable) });
    expect(await client.refusal()).toEqual([403, 'FORBIDDEN']);
  });

  it.each(['shopify', 'woocommerce'])('of %s without a secret is refused before a byte of it is read', async (name) => {
    const path = `/v1/webhooks/${merchant.merchantId}/${name}`;
    for (const headers of [announced, chunked]) {
      const client = await Peer.open(app.tributary.url);
      expect(await client.head('POST', path, headers).refusal()).toEqual([404, 'WEBHOOK_NOT_CONFIGURED']);
    }
  });

  it('that is too long by its own account is refused before a byte of it is read', async () => {
    const client = await Peer.open(app.tributary.url);
    client.head('PUT', '/v1/policy', { 'content-length': '1048577', ...bearer(merchant.secret) });
    expect(await client.refusal()).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('is asked for, if the client waits to be asked, when the sender is known', async () => {
    const body = JSON.stringify({ anonymousId: 'waits', source: 'direct' });
    const waiting = { expect: '100-continue', 'content-length': String(body.length) };
    const stranger = await Peer.open(app.tributary.url);
    expect(await stranger.head('POST', '/v1/track/touchpoint', waiting).refusal()).toEqual([401, 'UNAUTHENTICATED']);
    const client = await Peer.open(app.tributary.url);
    client.head('POST', '/v1/track/touchpoint', { ...waiting, ...bearer(merchant.publishable) });
    await until(() => client.text.startsWith('HTTP/1.1 100 Continue\r\n\r\n'));
    client.socket.write(body);
    await until(() => client.text.includes('HTTP/1.1 202'));
    client.socket.destroy();
  });

  it('of a signed delivery is the same, however it is cut into chunks', async () => {
    const body = JSON.stringify(paidOrder('in-pieces'));
    const client = await Peer.open(app.tributary.url);
    const path = `/v1/webhooks/${merchant.merchantId}/custom`;
    client.head('POST', path, { ...chunked, ...signedCustom(CUSTOM_SECRET, body) });
    for (const byte of body) client.socket.write(`1\r\n${byte}\r\n`);
    client.socket.write('0\r\n\r\n');
    await until(() => client.text.includes('"duplicate":false'));
    client.socket.destroy();
  });
});

describe('the bodies in flight', () => {
  const BYTES_MAX = 1_000;
  let server: FastifyInstance;
  let url: string;
  let answer: (() => void)[];

  beforeEach(() => listen({}));
  afterEach(() => close());

  const limits = { inFlightBytesMax: BYTES_MAX, handledBytesMax: BYTES_MAX, smallBytesMax: 0, waitTimeoutMs: 60_000 };

  async function listen(timeouts: { requestTimeout?: number }, different: Partial<typeof limits> = {}): Promise<void> {
    answer = [];
    server = fastify({
      bodyLimit: BYTES_MAX,
      ...timeouts,
      http: { connectionsCheckingInterval: 20, headersTimeout: 1_000 },
    });
    readBodies(server, new RequestBodies({ ...limits, ...different }));
    server.setErrorHandler((error, _request, reply) => sendProblem(reply, error as Problem));
    server.post('/', async () => {
      await new Promise<void>((resolve) => answer.push(resolve));
      return { ok: true };
    });
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  }

  async function close(): Promise<void> {
    server.server.closeAllConnections();
    await server.close();
  }

  const announcing = async (bytes: number) =>
    (await Peer.open(url)).head('POST', '/', { 'content-length': String(bytes) });

  /** Whether there is room for so many bytes more. */
  async function isRoomFor(bytes: number): Promise<boolean> {
    const before = answer.length;
    const client = await announcing(bytes);
    client.socket.write('x'.repeat(bytes));
    await until(() => answer.length > before || client.socket.closed);
    if (client.socket.closed) {
      expect(await client.refusal()).toEqual([503, 'OVERLOADED']);
      expect(client.text).toMatch(/^retry-after: 1\r$/m);
      return false;
    }
    answer.pop()!();
    await until(() => client.text.includes('{"ok":true}'));
    client.socket.destroy();
    return true;
  }

  it('count by what they announce, and are refused above the limit of all', async () => {
    await announcing(600);
    await until(async () => !(await isRoomFor(401)));
    expect(await isRoomFor(400)).toBe(true);
  });

  it('count as they come, if they announce nothing', async () => {
    const client = await Peer.open(url);
    client.head('POST', '/', { 'transfer-encoding': 'chunked' });
    client.socket.write(`258\r\n${'x'.repeat(600)}\r\n`);
    await until(async () => !(await isRoomFor(401)));
    expect(await isRoomFor(400)).toBe(true);
    await announcing(300);
    await until(async () => !(await isRoomFor(101)));
    client.socket.write(`65\r\n${'x'.repeat(101)}\r\n`);
    expect(await client.refusal()).toEqual([503, 'OVERLOADED']);
    expect(await isRoomFor(700)).toBe(true);
  });

  it('count until they are answered', async () => {
    const client = await announcing(BYTES_MAX);
    client.socket.write('x'.repeat(BYTES_MAX));
    await until(() => answer.length === 1);
    expect(await isRoomFor(1)).toBe(false);
    answer.pop()!();
    await until(() => client.text.includes('{"ok":true}'));
    expect(await isRoomFor(BYTES_MAX)).toBe(true);
  });

  it('count no more when their client goes away, before or after all is sent', async () => {
    const half = await announcing(BYTES_MAX);
    half.socket.write('x'.repeat(BYTES_MAX / 2));
    await until(async () => !(await isRoomFor(1)));
    half.socket.destroy();
    await until(() => isRoomFor(BYTES_MAX));

    const whole = await announcing(BYTES_MAX);
    whole.socket.write('x'.repeat(BYTES_MAX));
    await until(() => answer.length === 1);
    whole.socket.destroy();
    answer.pop()!();
    await until(() => isRoomFor(BYTES_MAX));
  });

  it('count no more when they do not arrive in time', async () => {
    await close();
    await listen({ requestTimeout: 1_000 });
    const never = await announcing(BYTES_MAX);
    await until(() => never.socket.closed);
    expect(never.text).toContain(' 408 ');
    await until(() => isRoomFor(BYTES_MAX));
  });

  const sending = async (bytes: number) => {
    const client = await announcing(bytes);
    client.socket.write('x'.repeat(bytes));
    return client;
  };
  const isAnswered = (client: Peer) => client.text.includes('{"ok":true}');

  it('are handled in turn: no more at once than the limit of those, one of any size, and small ones together', async () => {
    await close();
    await listen({}, { inFlightBytesMax: 1_500, handledBytesMax: 500 });
    const first = await sending(400);
    await until(() => answer.length === 1);
    const small = await sending(100);
    await until(() => answer.length === 2);
    const larger = await sending(800);
    await until(async () => !(await isRoomFor(201)));
    const last = await sending(200);
    await until(async () => !(await isRoomFor(1)));
    expect(answer).toHaveLength(2);

    answer.shift()!();
    await until(() => isAnswered(first));
    expect(answer).toHaveLength(1);
    answer.shift()!();
    await until(() => isAnswered(small) && answer.length === 1);
    answer.shift()!();
    await until(() => isAnswered(larger) && answer.length === 1);
    answer.shift()!();
    await until(() => isAnswered(last));
  });

  it('that are small never stand behind larger ones', async () => {
    await close();
    await listen({}, { inFlightBytesMax: 2_000, handledBytesMax: 500, smallBytesMax: 100 });
    const first = await sending(400);
    await until(() => answer.length === 1);
    const waits = await sending(400);
    const small = await sending(100);
    await until(() => answer.length === 2);
    answer.pop()!();
    await until(() => isAnswered(small));
    expect([isAnswered(first), isAnswered(waits)]).toEqual([false, false]);
    answer.shift()!();
    await until(() => isAnswered(first) && answer.length === 1);
    answer.shift()!();
    await until(() => isAnswered(waits));
  });

  it('are refused when their turn comes too late', async () => {
    await close();
    await listen({}, { inFlightBytesMax: 2 * BYTES_MAX, waitTimeoutMs: -1 });
    const first = await sending(BYTES_MAX);
    await until(() => answer.length === 1);
    const late = await sending(BYTES_MAX);
    await until(async () => !(await isRoomFor(1)));
    answer.shift()!();
    await until(() => isAnswered(first) && late.text !== '');
    expect(late.text).toMatch(/^HTTP\/1.1 503 [^]*"OVERLOADED"/);
    await until(() => isRoomFor(BYTES_MAX));
  });
});
