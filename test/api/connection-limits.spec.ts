import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ConnectionLimits, limitConnections } from '../../apps/api/http/connection-limits';
import { TestApp } from '../support/app';
import { until } from '../support/until';

/** A connection that reads nothing until it is told to. */
async function silent(url: string): Promise<Socket> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname).pause();
  // A connection that the server closes may end with a reset.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

describe('the limits of a connection', () => {
  let app: TestApp;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await app.stop();
  });

  async function open(): Promise<Socket> {
    const socket = await silent(app.tributary.url);
    sockets.push(socket);
    return socket;
  }

  const answersIn = (text: string) => text.match(/HTTP\/1\.1 200/g)?.length ?? 0;

  it('lets a client ask for sixteen large documents before it reads the first', async () => {
    const socket = await open();
    let text = '';
    socket.write(ask('/openapi.json').repeat(16));
    socket.on('data', (bytes) => (text += bytes.toString())).resume();
    await until(() => answersIn(text) === 16);
    expect(socket.closed).toBe(false);
  });

  it('lets a client ask without end, if it reads', async () => {
    const socket = await open();
    for (let round = 1; round <= 40; round++) {
      let text = '';
      const read = (bytes: Buffer) => (text += bytes.toString());
      socket.on('data', read).resume();
      socket.write(ask('/health/live').repeat(16));
      await until(() => answersIn(text) === 16);
      socket.off('data', read);
    }
  });

  it('closes connections that ask for thousands of documents and read none, and answers the others', async () => {
    const flood = ask('/openapi.json').repeat(2_000);
    const flooding = await Promise.all(Array.from({ length: 40 }, open));
    for (const socket of flooding) socket.write(flood);
    expect((await app.request('GET', '/health/live')).status).toBe(200);
    for (const socket of flooding) socket.resume();
    await until(() => flooding.every(({ closed }) => closed));
    expect((await app.request('GET', '/health/live')).status).toBe(200);
  });
});

describe('answers that are not read', () => {
  const MIB = 1_048_576;
  /** More than the network between two processes of a machine takes in. */
  const large = Buffer.alloc(32 * MIB, ' ');
  const readTimeoutMs = 60_000;
  let server: FastifyInstance;
  let limits: ConnectionLimits;
  let url: string;
  let sockets: Socket[];

  beforeEach(async () => {
    limits = new ConnectionLimits({
      requestsMax: 64,
      unreadBytesMax: 40 * MIB,
      unreadBytesOfAllMax: 200 * MIB,
      readTimeoutMs,
    });
    server = fastify();
    limitConnections(server, limits);
    server.get('/large', (_request, reply) => reply.send(large));
    url = await server.listen({ port: 0, host: '127.0.0.1' });
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await server.close();
  });

  /** A connection that has asked `times` times and reads nothing; the server has made the answers. */
  async function asking(times: number): Promise<Socket> {
    const socket = await silent(url);
    sockets.push(socket);
    const answered = jest.spyOn(limits, 'answered').mockClear();
    socket.write(ask('/large').repeat(times));
    await until(() => answered.mock.calls.length === times);
    return socket;
  }

  const isClosed = (socket: Socket) => {
    socket.resume();
    return until(() => socket.closed);
  };
  const readAll = async (socket: Socket, bytes: number) => {
    let read = 0;
    socket.on('data', (chunk: Buffer) => (read += chunk.length)).resume();
    await until(() => read > bytes);
  };

  it('close their connection when they are too many', async () => {
    await isClosed(await asking(3));
    await readAll(await asking(2), 2 * large.length);
  });

  it('close their connection after a minute, unless the client takes one', async () => {
    const socket = await asking(1);
    limits.closeLate(performance.now() + readTimeoutMs / 2);
    await readAll(socket, large.length);
    limits.closeLate(performance.now() + 2 * readTimeoutMs);
    socket.pause().write(ask('/large'));
    await readAll(socket, large.length);

    const late = await asking(1);
    limits.closeLate(performance.now() + 2 * readTimeoutMs);
    await isClosed(late);
  });

  it('close the connection that has read nothing for the longest time, when all together are too many', async () => {
    const first = await asking(2);
    const others = [await asking(2), await asking(2)];
    const last = await asking(1);
    await isClosed(first);
    for (const socket of others) await readAll(socket, 2 * large.length);
    await readAll(last, large.length);
  });
});
