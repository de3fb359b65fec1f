/** Everything a world holds, as text: whole stores, whatever they are made of, so that a new store is compared from its first day. */
import type { World } from '../../../libs/kernel/world';

/** What is made anew when it is asked for, and what only leads back to the world. */
const LEFT_OUT = new Set(['cache', 'last', 'keeping', 'journal']);

export function snapshotOf(world: World): string {
  return JSON.stringify(plain(world));
}

function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value ?? null;
  if (value instanceof Map) return [...value].map(plain);
  if (value instanceof Set || Array.isArray(value)) return [...value].map(plain);
  const entries = Object.entries(value).filter(([key]) => !LEFT_OUT.has(key));
  return Object.fromEntries(entries.map(([key, part]) => [key, plain(part)]));
}
