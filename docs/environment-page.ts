import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Environment } from '../apps/environment';

/** One line for each variable. */
const MEANINGS: Record<keyof Environment, string> = {
  PORT: 'Port of the API; 0: any free one.',
  HOST: 'Address the API listens on; `0.0.0.0` for all of the machine.',
  DATABASE_URL: 'Postgres to use, `postgres://…`. Unset: an embedded one in `DATA_DIR`.',
  DATA_DIR: 'Where the embedded Postgres lies, and the keys that are made for it.',
  EVENT_LOG: 'Where the log lives: in the same Postgres, in EventStoreDB, or (for tests) in memory alone.',
  EVENTSTOREDB_URL: 'Connection string of EventStoreDB, `esdb://…`.',
  EVENT_STREAM_PREFIX: 'Goes before the names of the streams in EventStoreDB.',
  ADMIN_API_KEY:
    'The key of operators, 16 characters at least. Unset on the embedded Postgres: one is made at the first start and printed.',
  SECRETS_KEY:
    'Encrypts webhook secrets and pseudonym keys in the database: 32 random bytes in base64 or hex (`openssl rand -base64 32`). Unset: one is made at the first start and kept in `DATA_DIR`. Set it in production: all processes need the same, and it must not be lost.',
  NEW_SECRETS_KEY:
    'The key that `tributary rotate-secrets-key` puts in the place of `SECRETS_KEY`; nothing else reads it.',
  PARTITIONS: 'Number of partitions, recorded at the first start; another value later refuses to start.',
  DELAYED_PURCHASE_PROCESSING_DELAY_SECONDS: "Default of the policy's `settlingPeriodSeconds`; 0: at once.",
  DELAYED_PURCHASE_BATCH_SIZE: 'Due evaluations claimed at once.',
  DELAYED_PURCHASE_MAX_AGE_MINUTES: 'An evaluation overdue for so long raises an alert; for half of it, a warning.',
  RATE_LIMIT_PER_ADDRESS_PER_MINUTE:
    'Requests that one address may send with one publishable key; 0: no limit. Each process counts for itself. The admin can set another limit for a merchant.',
  RATE_LIMIT_PER_DEVICE_PER_MINUTE:
    'Touchpoints and claims that one device may send with a publishable key, each item of a batch for itself; 0: no limit. Each process counts for itself. The admin can set another limit for a merchant.',
  TRUST_PROXY:
    'True, if the process is reached through one proxy alone: the last entry of `X-Forwarded-For` is then the address of the client.',
  LOG_LEVEL: 'What is logged at least.',
  TRIBUTARY_ROLE:
    'What runs in this process; `npm run start:api` and `npm run start:worker` set it. With `api` or `worker`, `DATABASE_URL` must be set.',
};

export interface Variable {
  name: string;
  default: string;
  values: string;
  meaning: string;
}

/** The variables of the environment, from the class that reads them: defaults, and what its checks allow. */
export function variables(): Variable[] {
  const path = 'apps/environment.ts';
  const file = ts.createSourceFile(
    path,
    readFileSync(join(__dirname, '..', path), 'utf8'),
    ts.ScriptTarget.ES2023,
    true,
  );
  const environment = file.statements.find((node) => ts.isClassDeclaration(node) && node.name?.text === 'Environment');
  if (!environment || !ts.isClassDeclaration(environment)) throw new Error(`${path} has no class Environment`);
  return environment.members.filter(ts.isPropertyDeclaration).map((property) => {
    const initial = property.initializer?.getText() ?? 'undefined';
    const name = property.name.getText();
    return {
      name,
      default: initial === 'undefined' ? '' : initial.replaceAll("'", ''),
      values: allowed(file, property),
      meaning: MEANINGS[name as keyof Environment],
    };
  });
}

function allowed(file: ts.SourceFile, property: ts.PropertyDeclaration): string {
  const calls = (ts.getDecorators(property) ?? []).map(({ expression }) => expression).filter(ts.isCallExpression);
  const called = (name: string) => calls.find((call) => call.expression.getText() === name);
  const argument = (name: string) => called(name)?.arguments[0];
  const [least, most, list] = [argument('Min'), argument('Max'), argument('IsIn')];
  if (least && most) return `${number(least)} to ${number(most)}`;
  if (called('IsBoolean')) return '`true`, `false`';
  if (list) return words(file, list.getText()).join(', ');
  return '';
}

function number(node: ts.Expression): string {
  return Number(node.getText().replaceAll('_', '')).toLocaleString('en-US');
}

/** The texts in a constant list of the file. */
function words(file: ts.SourceFile, list: string): string[] {
  const found: string[] = [];
  const see = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === list) collect(node);
    else node.forEachChild(see);
  };
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) found.push(`\`${node.text}\``);
    else node.forEachChild(collect);
  };
  see(file);
  return found;
}
