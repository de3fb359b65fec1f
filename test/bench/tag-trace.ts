/** What a trace of Chromium says of the scripts of one page. */
import { writeFileSync } from 'node:fs';

export const TRACE_CATEGORIES = ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile', 'blink.user_timing'];

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: { name?: string; data?: { url?: string; frame?: string; stackTrace?: { url?: string }[] } };
}

/** Events under which scripts run, on any thread. */
const SCRIPTS = new Set([
  'EvaluateScript',
  'v8.compile',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'EventDispatch',
]);
const LAYOUTS = new Set(['Layout', 'UpdateLayoutTree', 'RecalculateStyles', 'LayoutShift']);

type Done = TraceEvent & { dur: number };

export interface PageWork {
  /** How long scripts worked on the main thread of the page, in ms, without being held up. */
  workMs: number;
  /** Layouts that a script had made, and movements of what was drawn. */
  layouts: number;
}

/** @param script the end of the address of a script that must have run; no other script is on the page */
export function workOf(trace: Buffer, script: string, keepAs?: string): PageWork {
  if (keepAs !== undefined) writeFileSync(keepAs, trace);
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const ran = traceEvents.find(({ name, args }) => name === 'EvaluateScript' && args.data?.url?.endsWith(script));
  if (ran === undefined) throw new Error(`the trace has no script ${script}`);
  const ofThread = traceEvents.filter(({ pid, tid }) => pid === ran.pid && tid === ran.tid);
  const scripts = outermost(ofThread.filter((event): event is Done => event.ph === 'X' && SCRIPTS.has(event.name)));
  const isForced = ({ ts }: TraceEvent) => scripts.some((event) => ts >= event.ts && ts <= event.ts + event.dur);
  return {
    workMs: scripts.reduce((total, { tdur = 0, dur }) => total + (tdur || dur), 0) / 1_000,
    layouts: ofThread.filter((event) => LAYOUTS.has(event.name) && (event.name === 'LayoutShift' || isForced(event)))
      .length,
  };
}

/** In order, without those that happen within another one. */
export function outermost<Event extends { ts: number; dur: number }>(events: readonly Event[]): Event[] {
  const found: Event[] = [];
  let end = -Infinity;
  for (const event of events.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    if (event.ts < end) continue;
    found.push(event);
    end = event.ts + event.dur;
  }
  return found;
}
