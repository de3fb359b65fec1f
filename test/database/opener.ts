// A process that opens the embedded database: node opener.ts <data directory>. It reports in lines of JSON and closes
// the database at the end of its input.
import 'reflect-metadata';
import { openDatabase } from '../../libs/database/database';

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function main(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir, log: (line) => say({ log: line }) });
  say({ url: database.url });
  for await (const _ of process.stdin);
  await database.close();
  process.exit(0);
}

main(process.argv[2]!).catch((error: Error) => {
  say({ error: error.message });
  process.exitCode = 1;
});
