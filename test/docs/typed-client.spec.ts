/** The program of the how-to is taken from its page, compiled against the types of the served description, and run. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { typesOf } from '../../docs/openapi-document';
import { TestApp } from '../support/app';
import { campaign, Storefront } from '../support/storefront';
import { testRun } from '../support/test-run';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '../..');
const TSC = require.resolve('typescript/bin/tsc');

let app: TestApp;
let directory: string;
/** What the compiler says, once for all programs. */
let said: string;
beforeAll(async () => {
  app = await TestApp.start();
  directory = await mkdtemp(path.join(testRun().directory, 'typed-client-'));
  await symlink(path.join(ROOT, 'node_modules'), path.join(directory, 'node_modules'));
  await writeFile(path.join(directory, 'package.json'), '{ "type": "module" }');
  const { body } = await app.request('GET', '/openapi.json');
  await writeFile(path.join(directory, 'tributary.d.ts'), await typesOf(body as never));
  const source = await program();
  const wrong = (right: string, instead: string) => {
    expect(source).toContain(right);
    return source.replace(right, instead);
  };
  said = await compile({
    'pay-out.ts': source,
    'wrong-path.ts': wrong("'/v1/rewards'", "'/v1/reward'"),
    'wrong-field.ts': wrong('{ reference: `payout-${rewardId}` }', '{ ref: `payout-${rewardId}` }'),
    'wrong-code.ts': wrong("'ALREADY_PAID'", "'PAID_ALREADY'"),
  });
});
afterAll(() => app.stop());

/** The program of the page. */
async function program(): Promise<string> {
  const page = await readFile(path.join(ROOT, 'docs/how-to/typed-client.md'), 'utf8');
  return /```ts\n\/\/ pay-out\.ts\n(.*?)```/s.exec(page)![1]!;
}

/** Compiles with the options of the page, and returns what the compiler says. */
async function compile(programs: Record<string, string>): Promise<string> {
  for (const [name, source] of Object.entries(programs)) await writeFile(path.join(directory, name), source);
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
  const compiled = run(process.execPath, [TSC, ...options, ...Object.keys(programs)], { cwd: directory });
  return compiled.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

it('compiles, pays every reward that can be paid once, and has nothing to do the second time', async () => {
  const shop = await Storefront.open(app);
  await shop.send('PUT', '/v1/campaigns/friends', campaign());
  const friends = ['anna', 'bert'];
  for (const [i, friend] of friends.entries()) await shop.referred(String(i), friend);

  // Neither the program nor the types are at fault.
  const faults = said.split('\n').filter((line) => line.includes('error TS'));
  expect(faults.filter((line) => !line.startsWith('wrong-'))).toEqual([]);
  const env = {
    PATH: process.env.PATH,
    TRIBUTARY_URL: app.tributary.url,
    TRIBUTARY_SECRET_KEY: shop.merchant.secret,
  };
  const pay = async () => (await run(process.execPath, ['pay-out.js'], { cwd: directory, env })).stdout;
  const paid = (await pay()).trim().split('\n').toSorted();
  expect(paid).toEqual(
    friends.map((friend) => expect.stringMatching(`^customer_id ${friend} gets 500 EUR \\(fact \\d+\\)$`)),
  );
  const position = Math.max(...paid.map((line) => Number(/fact (\d+)/.exec(line)![1])));
  const { body } = await shop.get(`/v1/rewards?after=${position}&waitMs=10000`);
  expect(body['items']).toMatchObject([{ state: 'paid' }, { state: 'paid' }]);
  expect(await pay()).toBe('');
});

it.each(['wrong-path', 'wrong-field', 'wrong-code'])(
  'does not compile with a path, a field or a code that the API does not have (%s)',
  (name) => expect(said).toMatch(new RegExp(`^${name}\\.ts.*error TS`, 'm')),
);
