/** Whether the server answers. While it does not, it is asked again and again, and everything is read anew afterwards. */
import { useSyncExternalStore } from 'react';

const ASK_EVERY_MS = 2_000;

let away = false;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();

/** Called when a request got no answer. */
export function serverIsAway(): void {
  timer ??= setInterval(() => void ask(), ASK_EVERY_MS);
  set(true);
}

export function serverAnswered(): void {
  clearInterval(timer);
  timer = undefined;
  if (!away) return;
  set(false);
  for (const back of returns) back();
}

async function ask(): Promise<void> {
  const answer = await fetch('/health/ready').catch(() => null);
  if (answer?.ok === true) serverAnswered();
}

function set(value: boolean): void {
  away = value;
  for (const listener of listeners) listener();
}

export function onReturn(back: () => void): void {
  returns.add(back);
}

export function useServerAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => away,
  );
}
