/** Everything a world holds, as text. Whole stores are printed, so that a new store is compared without more code. */
import type { World } from '../../../libs/kernel/world';

/** Fields that are only caches, and fields that lead back to the world. */
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
