/**
 * A server that speaks EventStoreDB's protocol on a real socket, made of the service definitions of the client package:
 * appends, reads, subscriptions, server features. It keeps everything in memory, and fails in the ways that a test asks
 * for. It is no measure of a real server's speed.
 */
import { createServer, connect, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { appendCall, batchAppendCall, type Append } from './eventstoredb/append-calls';
import { EventStore } from './eventstoredb/event-store';
import { type AppendFault, Faults } from './eventstoredb/faults';
import { ReadCalls } from './eventstoredb/read-calls';
import { failure } from './eventstoredb/wire';

export class EventStoreDbServer {
  readonly store = new EventStore();
  readonly faults = new Faults();
  /** How many appends arrived, stored or not. */
  appends = 0;
  /** How many events each of them had. */
  readonly sizes: number[] = [];
  /** How many appends were in progress on one stream at the same time, at most. */
  concurrentMax = 0;
  private readonly reads = new ReadCalls(this.store, this.faults);
  private readonly inProgress = new Map<string, number>();
  private readonly sockets = new Set<Socket>();
  private grpc: Server | undefined;
  private front: TcpServer | undefined;
  private clockOffsetMs = 0;

  private constructor(private port: number) {}

  /** @param port 0: any free port */
  static async start(port = 0): Promise<EventStoreDbServer> {
    const server = new EventStoreDbServer(port);
    await server.listen();
    return server;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Subscriptions that clients have open. */
  get subscriptions(): number {
    return this.reads.open;
  }

  /** Events that reads of streams gave out. */
  get given(): number {
    return this.reads.given;
  }

  get opened(): number {
    return this.reads.opened;
  }

  get refusedSubscriptions(): number {
    return this.reads.refused;
  }

  /** Takes nothing and answers nothing until `thaw`; connections stay open. */
  freeze(): void {
    this.faults.freeze();
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.faults.thaw();
    for (const socket of this.sockets) socket.resume();
  }

  /** The next appends meet these faults, one each. */
  failAppends(...faults: AppendFault[]): void {
    this.faults.ofAppends.push(...faults);
  }

  endSubscriptions(): void {
    this.reads.endSubscriptions();
  }

  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  /** Nobody listens until `restart`; what was stored stays. */
  async stop(): Promise<void> {
    this.thaw();
    this.dropConnections();
    this.grpc?.forceShutdown();
    const { front } = this;
    if (front?.listening) await new Promise((closed) => front.close(closed));
  }

  /** @param clockOffsetMs how far its clock is ahead from now on */
  async restart(clockOffsetMs = this.clockOffsetMs): Promise<void> {
    await this.stop();
    this.clockOffsetMs = clockOffsetMs;
    this.store.forgetIds();
    await this.listen();
  }

  /** The clients' connections go through a socket of ours, so that they can be cut and frozen as by a network. */
  private async listen(): Promise<void> {
    this.grpc = new Server({ 'grpc.max_receive_message_length': 17 * 1_048_576 });
    this.grpc.addService(StreamsService, {
      append: appendCall(this.append),
      batchAppend: batchAppendCall(this.append),
      read: (call: Parameters<ReadCalls['read']>[0]) => void this.reads.read(call),
      delete: (_: unknown, answer: (error: Error) => void) => answer(failure(status.UNIMPLEMENTED, 'unimplemented')),
      tombstone: (_: unknown, answer: (error: Error) => void) => answer(failure(status.UNIMPLEMENTED, 'unimplemented')),
    });
    this.grpc.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: (error: null, methods: SupportedMethods) => void) =>
        answer(null, supportedMethods()),
    });
    const inner = await new Promise<number>((resolve, reject) => {
      const bound = (error: Error | null, port: number) => (error ? reject(error) : resolve(port));
      this.grpc!.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), bound);
    });
    this.front = createServer((socket) => this.join(socket, connect(inner, '127.0.0.1')));
    await new Promise<void>((resolve, reject) => {
      this.front!.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (this.front.address() as AddressInfo).port;
  }

  private join(outer: Socket, inner: Socket): void {
    this.sockets.add(outer);
    outer.setNoDelay().pipe(inner.setNoDelay()).pipe(outer);
    const end = () => {
      outer.destroy();
      inner.destroy();
      this.sockets.delete(outer);
    };
    for (const socket of [outer, inner]) socket.on('error', end).on('close', end);
  }

  private readonly append: Append = async (stream, expected, events) => {
    this.appends++;
    this.sizes.push(events.length);
    const concurrent = (this.inProgress.get(stream) ?? 0) + 1;
    this.inProgress.set(stream, concurrent);
    this.concurrentMax = Math.max(this.concurrentMax, concurrent);
    try {
      return await this.faults.around(
        () => {
          const appended = this.store.append(stream, expected, events, Date.now() + this.clockOffsetMs);
          if (appended.kind === 'appended') this.reads.appended(appended.events);
          return appended;
        },
        () => this.dropConnections(),
      );
    } finally {
      this.inProgress.set(stream, this.inProgress.get(stream)! - 1);
    }
  };
}

function supportedMethods(): SupportedMethods {
  const methods = ['append', 'batchappend', 'read'].map((name) => {
    return new SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name);
  });
  return new SupportedMethods().setEventStoreServerVersion('24.6.0').setMethodsList(methods);
}
