/** What is to be sent, kept in localStorage until the server has it. Each message has a key of its own, as tabs share it. */
import { keep, kept, keptNames } from './storage';

/** Messages that wait; the oldest give way. */
const WAITING_MAX = 50;
const PREFIX = '_tributary:';
const RETRY_MS = 1_000;
const RETRY_MAX_MS = 300_000;

/** The path of the API, what to send there, and when, by this browser's clock: its difference from later alone counts. */
type Message = [path: string, body: Record<string, unknown>, at: number];

export interface Queue {
  add(id: string, path: string, body: Record<string, unknown>, at?: number): void;
  /** Sends what waits, on this page and since earlier ones. */
  flush(): void;
  /** The page may go any moment: the browser sends what has no answer yet. The same ids make that harmless. */
  beacon(): void;
  clear(): void;
}

/** @param url of a path of the API, with the key */
export function makeQueue(url: (path: string) => string): Queue {
  const waiting = new Map<string, Message>();
  const flying = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const remove = (name: string) => {
    waiting.delete(name);
    keep(name, '');
  };

  const makeRoom = () => {
    for (const name of waiting.keys()) if (waiting.size > WAITING_MAX) remove(name);
  };

  const restore = () => {
    for (const name of keptNames()) {
      if (!name.startsWith(PREFIX) || waiting.has(name)) continue;
      try {
        waiting.set(name, JSON.parse(kept(name)!) as Message);
      } catch {
        // Another script wrote there.
        keep(name, '');
      }
    }
    makeRoom();
  };

  const flush = () => {
    clearTimeout(timer);
    restore();
    for (const [name, message] of waiting) void send(message, name);
  };

  const send = async (message: Message, name: string) => {
    if (flying.has(name)) return;
    flying.add(name);
    try {
      // Text, and the key in the URL: browsers ask no leave for such a request, and it outlives the page.
      const request = { method: 'POST', body: text(message), keepalive: true } as const;
      const { status } = await fetch(url(message[0]), request);
      if (status > 499 || status === 429) throw status;
      // Stored, or refused for good.
      failures = 0;
      remove(name);
    } catch {
      clearTimeout(timer);
      timer = setTimeout(flush, Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** failures++) * (1 + Math.random()));
    }
    flying.delete(name);
  };

  return {
    add(id, path, body, at = Date.now()) {
      const message: Message = [path, body, at];
      const name = PREFIX + id;
      waiting.set(name, message);
      keep(name, JSON.stringify(message));
      makeRoom();
      void send(message, name);
    },
    flush,
    beacon() {
      waiting.forEach((message) => navigator.sendBeacon(url(message[0]), text(message)));
    },
    clear() {
      restore();
      for (const name of waiting.keys()) remove(name);
    },
  };
}

function text([path, body, at]: Message): string {
  const ageSeconds = Math.round((Date.now() - at) / 1000);
  return JSON.stringify(path === 'touchpoint' && ageSeconds > 0 ? { ...body, ageSeconds } : body);
}
