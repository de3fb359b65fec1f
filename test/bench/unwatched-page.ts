/**
 * A page in a browser to which no developer tools are attached: those make the browser note where each request comes
 * from, which takes more of the main thread than the tag itself does. The browser writes a trace of V8 by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXAMPLES_ARE_HERE, EXECUTABLE } from '../support/browser';
import { eventually } from '../support/until';
import { outermost } from './tag-trace';

const TRACE_SECONDS = 3;
/** Under which scripts are compiled and run; one within another counts once. */
const WORK = new Set(['v8.compile', 'v8.run', 'v8.callFunction', 'RunMicrotasks']);

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** In µs. */
  ts: number;
  dur: number;
  tdur: number;
  args: { fileName?: string };
}

/** How long scripts worked on the main thread of a page in a new browser, in ms. @param script end of its address */
export async function unwatchedWorkMs(page: string, script: string): Promise<number> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tributary-page-'));
  const file = path.join(directory, 'trace.json');
  const browser = spawn(
    EXECUTABLE,
    [
      ...['--headless', '--no-sandbox', '--no-first-run', EXAMPLES_ARE_HERE],
      ...[`--user-data-dir=${path.join(directory, 'profile')}`, '--remote-debugging-port=0'],
      ...['--trace-startup=v8,v8.execute', `--trace-startup-file=${file}`, '--trace-startup-format=json'],
      ...[`--trace-startup-duration=${TRACE_SECONDS}`, page],
    ],
    { stdio: 'ignore' },
  );
  try {
    return workOf(await eventually(() => traceIn(file)), script);
  } finally {
    await end(browser);
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Undefined until it is written whole. */
async function traceIn(file: string): Promise<TraceEvent[] | undefined> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as { traceEvents: TraceEvent[] }).traceEvents;
  } catch {
    return undefined;
  }
}

function workOf(events: readonly TraceEvent[], script: string): number {
  const ran = events.find(({ name, args }) => name === 'v8.run' && args.fileName?.endsWith(script));
  if (ran === undefined) throw new Error(`the trace has no script ${script}`);
  const scripts = events.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && WORK.has(name) && pid === ran.pid && tid === ran.tid,
  );
  return outermost(scripts).reduce((total, { tdur }) => total + tdur, 0) / 1_000;
}

async function end(browser: ChildProcess): Promise<void> {
  if (browser.exitCode !== null) return;
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  browser.kill('SIGKILL');
  await ended;
}
