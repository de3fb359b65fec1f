/** Exports of touchpoints in a process of their own, against a plain COPY of the same rows in the same order. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { withClient } from '../../libs/database/connections';
import { openDatabase } from '../../libs/database/database';

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const PEOPLE = ROWS / 4;
const MIB = 1_024;

export async function benchExport(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  try {
    await withClient(database.url, async (client) => {
      await client.query(`
        create function who(n bigint) returns uuid immutable language sql as $$ select md5((n % ${PEOPLE})::text)::uuid $$;
        insert into identifiers select 'shop', who(n), 'anonymous_id', who(n / 2), n, 0, now(), false from generate_series(0, ${PEOPLE - 1}) n;
        insert into touchpoints select 'shop', who(n), n, 'touchpoint-' || n, 'referral', 'newsletter', 'spring', 'customer_id',
          who(n + 7), 'https://shop.example/products/lamp?utm_source=newsletter&utm_campaign=spring', now() from generate_series(0, ${ROWS - 1}) n`);
      await client.query('vacuum analyze');
      const began = performance.now();
      const rows = client.query(
        copyTo('copy (select * from touchpoints order by merchant_id, position) to stdout with (format csv)'),
      );
      await pipeline(rows, createWriteStream(path.join(dataDir, 'copied.csv')));
      tell('COPY … TO STDOUT', (performance.now() - began) / 1_000);
    });
    for (const format of ['csv', 'jsonl', 'parquet']) {
      const out = path.join(dataDir, `touchpoints.${format}`);
      const child = spawn(
        process.execPath,
        ['--require', './test/support/typescript.cjs', '--eval', CHILD, '--', out],
        {
          cwd: path.join(__dirname, '../..'),
          env: { ...process.env, DATABASE_URL: database.url },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      const { seconds, peakKib } = JSON.parse(said) as { seconds: number; peakKib: number };
      tell(`export as ${format}`, seconds, `, peak ${Math.round(peakKib / MIB)} MiB`);
    }
  } finally {
    await database.close();
  }
}

const CHILD = `
  const { openSession } = require('./apps/cli/session.ts');
  const { exportRows } = require('./apps/cli/export-command.ts');
  const { newOutput } = require('./apps/cli/output.ts');
  void (async () => {
    const session = await openSession(process.env, () => undefined, false);
    const began = performance.now();
    await exportRows(session, 'touchpoints', { out: process.argv[1] }, newOutput(true, process.stderr));
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(JSON.stringify({ seconds, peakKib: process.resourceUsage().maxRSS }));
    await session.close();
  })();`;

function tell(what: string, seconds: number, more = ''): void {
  const rate = Math.round(ROWS / seconds).toLocaleString('en-US');
  console.log(`${what}: ${ROWS.toLocaleString('en-US')} rows in ${seconds.toFixed(1)} s, ${rate} rows/s${more}`);
}
