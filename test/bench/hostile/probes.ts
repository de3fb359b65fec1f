/** What others notice of an attack: how long they wait for their answers, and how much memory the program takes. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Answer } from './answers';
import type { Shop } from './shop';

const LIVE_EVERY_MS = 50;
const WEBHOOK_EVERY_MS = 200;
const MEMORY_EVERY_MS = 200;
/** A probe without success counts as one that waited for so long. */
const WITHOUT_SUCCESS_MS = 30_000;

export interface Noticed {
  /** In ms; at least one probe in a hundred waited for longer. */
  liveP99: number;
  webhookP99: number;
  /** Resident memory of the program's process. */
  peakBytes: number;
}

/** Begins to probe. Probes come at their times, whether the ones before them are answered or not. */
export async function probe(shop: Shop, pid: number): Promise<{ stop(): Promise<Noticed> }> {
  const live = repeated(LIVE_EVERY_MS, () => shop.send('GET', '/health/live'));
  let orders = 0;
  const began = Date.now();
  const webhooks = repeated(WEBHOOK_EVERY_MS, () => shop.order(`order-${began}-${orders++}`));
  await forgetPeak(pid);
  let peakBytes = 0;
  const look = async () => {
    peakBytes = Math.max(peakBytes, await peakOf(pid));
  };
  const memory = setInterval(() => void look(), MEMORY_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(memory);
      const [liveP99, webhookP99] = await Promise.all([live.p99(), webhooks.p99(), look()]);
      return { liveP99, webhookP99, peakBytes };
    },
  };
}

function repeated(everyMs: number, send: () => Promise<Answer>): { p99(): Promise<number> } {
  const answers: Promise<Answer>[] = [];
  const timer = setInterval(() => answers.push(send()), everyMs);
  return {
    p99: async () => {
      clearInterval(timer);
      const waits = (await Promise.all(answers)).map(({ status, ms }) =>
        status >= 200 && status < 300 ? ms : WITHOUT_SUCCESS_MS,
      );
      waits.sort((a, b) => a - b);
      return waits[Math.ceil(waits.length * 0.99) - 1] ?? 0;
    },
  };
}

/** Lets the peak begin at what the process has now. Where that is not allowed, it is the peak since the start. */
async function forgetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
}

/** 0 for a process that has ended. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
}
