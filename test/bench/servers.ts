/** Servers in processes of their own, so that a benchmark's own work does not hold them up. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { SECRETS_KEY } from '../support/secrets';

export const ADMIN_KEY = 'the-admin-key-of-the-benchmark';
export const TYPESCRIPT = path.join(__dirname, '../support/typescript.cjs');
export const PROGRAM = path.join(__dirname, '../../apps/main.ts');

const WITHOUT_SOURCE_MAPS = path.join(__dirname, 'without-source-maps.cjs');
const START_TIMEOUT_MS = 30_000;
const ASK_AGAIN_MS = 100;
/** The program's answer until it is ready; a server that knows no such route is ready when it listens. */
const STARTING = 503;

export interface Server {
  process: ChildProcess;
  url: string;
}

/** The environment of a program on a benchmark's database. */
export function programVariables(databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl, ADMIN_API_KEY: ADMIN_KEY, SECRETS_KEY, LOG_LEVEL: 'error' };
}

/** Starts a script with the options of `npm start` and waits until it is ready. */
export async function startServer(script: string, port: number, variables: NodeJS.ProcessEnv): Promise<Server> {
  const env = { ...variables, PORT: String(port) };
  const options = ['--max-semi-space-size=32', '--require', TYPESCRIPT, '--require', WITHOUT_SOURCE_MAPS];
  const server = spawn(process.execPath, [...options, script], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  for (const until = performance.now() + START_TIMEOUT_MS; performance.now() < until;) {
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ status }) => status !== STARTING,
      () => false,
    );
    if (isReady) return { process: server, url };
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  server.kill('SIGKILL');
  throw new Error(`nothing is ready on port ${port}`);
}

/** @throws when the answer is no success */
export async function asAdmin(url: string, method: string, route: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
  const response = await fetch(url + route, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  return response.json();
}
