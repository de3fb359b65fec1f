/** A server for trying the program on EventStoreDB by hand: `npm run eventstoredb [port]`. It forgets everything when it ends. */
import { EventStoreDbServer } from './eventstoredb-server';

const DEFAULT_PORT = 2113;

async function main([port]: string[]): Promise<void> {
  const server = await EventStoreDbServer.start(port === undefined ? DEFAULT_PORT : Number(port));
  console.log(`A server that speaks EventStoreDB's protocol and keeps everything in memory, until Ctrl-C.`);
  console.log(
    `  EVENT_LOG=eventstoredb EVENTSTOREDB_URL='${server.url}' DATA_DIR=.tributary/on-eventstoredb npm start`,
  );
  const stop = () => void server.stop().finally(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

void main(process.argv.slice(2));
