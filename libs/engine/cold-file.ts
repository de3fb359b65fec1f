/**
 * Cold rows of a replay, in a temporary file that has no name from its first moment on: whatever ends the process, the
 * file ends with it. Rows are only appended; what was taken back stays behind as waste.
 *
 * A record has its length, its store, the hash of its key, the place of the store's record before it, and [key, row] as
 * JSON. A place counts units of 16 bytes, so that 32 bits reach 64 GiB far.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ColdRowsFailed, type ColdRows } from '../kernel/cold-rows';
import { ColdIndex } from './cold-index';

/**
 * A short log is replayed without a file. Where few people are active at once, 15,000 do as well and save 40 MiB a
 * thread; the more there are, the more rows would go and come back.
 */
export const HOT_MAX = 40_000;
const UNIT = 16;
const HEADER = 16;
const PLACES_MAX = 2 ** 32;
const BUFFER_BYTES = 2 ** 18;
/** Most records are shorter. */
const READ_BYTES = 2 ** 11;

type Record = [key: string, row: unknown];

export class ColdFile implements ColdRows {
  private readonly index = new ColdIndex();
  private readonly seed = randomBytes(4).readUInt32LE();
  /** Place of the last record of each store. */
  private readonly lasts: number[] = [];
  private fd: number | null = null;
  /** Records that are not in the file yet. Place 0 is nobody's. */
  private pending: Buffer;
  private pendingFrom = UNIT;
  private pendingBytes = 0;
  private readonly reading = Buffer.alloc(READ_BYTES);
  private found: Record | null = null;

  /** @param bufferBytes how much is written at once */
  constructor(
    readonly hotMax = HOT_MAX,
    private readonly bufferBytes = BUFFER_BYTES,
  ) {
    this.pending = Buffer.alloc(bufferBytes);
  }

  put(store: number, key: string, row: unknown): void {
    const text = JSON.stringify([key, row]);
    const hash = this.hashOf(store, key);
    const bytesMax = HEADER + 3 * text.length + UNIT;
    if (bytesMax > this.pending.length - this.pendingBytes) this.makeRoom(bytesMax);
    const { pending, pendingBytes: at } = this;
    const place = (this.pendingFrom + at) / UNIT;
    if (place >= PLACES_MAX) throw new ColdRowsFailed('it has 64 GiB');
    const length = pending.write(text, at + HEADER);
    pending.writeUInt32LE(length, at);
    pending.writeUInt32LE(store, at + 4);
    pending.writeUInt32LE(hash, at + 8);
    pending.writeUInt32LE(this.lasts[store] ?? 0, at + 12);
    this.pendingBytes += HEADER + Math.ceil(length / UNIT) * UNIT;
    this.lasts[store] = place;
    this.index.add(hash, place);
  }

  take(store: number, key: string): unknown {
    const hash = this.hashOf(store, key);
    const place = this.find(store, key, hash);
    if (place === 0) return undefined;
    this.index.remove(hash, place);
    return this.rowFound();
  }

  peek(store: number, key: string): unknown {
    return this.find(store, key, this.hashOf(store, key)) === 0 ? undefined : this.rowFound();
  }

  *entries(store: number): Iterable<[string, unknown]> {
    for (let place = this.lasts[store] ?? 0; place !== 0;) {
      const { bytes, at } = this.read(place);
      const hash = bytes.readUInt32LE(at + 8);
      const before = bytes.readUInt32LE(at + 12);
      if (this.index.has(hash, place)) yield recordOf(bytes, at);
      place = before;
    }
  }

  close(): void {
    if (this.fd !== null) fs.closeSync(this.fd);
    this.fd = null;
  }

  private find(store: number, key: string, hash: number): number {
    return this.index.find(hash, (place) => {
      const { bytes, at } = this.read(place);
      if (bytes.readUInt32LE(at + 4) !== store) return false;
      const record = recordOf(bytes, at);
      if (record[0] !== key) return false;
      this.found = record;
      return true;
    });
  }

  private rowFound(): unknown {
    const [, row] = this.found!;
    this.found = null;
    return row;
  }

  /** The bytes count until the next call. */
  private read(place: number): { bytes: Buffer; at: number } {
    const from = place * UNIT;
    if (from >= this.pendingFrom) return { bytes: this.pending, at: from - this.pendingFrom };
    const bytes = this.reading;
    const count = this.readAt(bytes, from);
    const length = HEADER + bytes.readUInt32LE(0);
    if (length <= count) return { bytes, at: 0 };
    const long = Buffer.alloc(length);
    if (this.readAt(long, from) < length) throw new ColdRowsFailed('it is shorter than what was written');
    return { bytes: long, at: 0 };
  }

  private readAt(bytes: Buffer, from: number): number {
    try {
      return fs.readSync(this.fd!, bytes, 0, bytes.length, from);
    } catch (error) {
      throw new ColdRowsFailed(error);
    }
  }

  private makeRoom(bytes: number): void {
    try {
      this.fd ??= openNameless();
      for (let written = 0; written < this.pendingBytes;) {
        const from = this.pendingFrom + written;
        written += fs.writeSync(this.fd, this.pending, written, this.pendingBytes - written, from);
      }
    } catch (error) {
      throw new ColdRowsFailed(error);
    }
    this.pendingFrom += this.pendingBytes;
    this.pendingBytes = 0;
    // A row that needs a larger buffer is rare; the next one gets one of the usual size again.
    if (bytes > this.pending.length || this.pending.length > this.bufferBytes) {
      this.pending = Buffer.alloc(Math.max(bytes, this.bufferBytes));
    }
  }

  /** FNV-1a over the UTF-16 code units, mixed at the end because the index uses the low bits. */
  private hashOf(store: number, key: string): number {
    let hash = Math.imul(this.seed ^ store, 0x9e3779b1);
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }
}

function recordOf(bytes: Buffer, at: number): Record {
  const from = at + HEADER;
  return JSON.parse(bytes.toString('utf8', from, from + bytes.readUInt32LE(at))) as Record;
}

function openNameless(): number {
  const file = path.join(tmpdir(), `tributary-cold-${randomBytes(8).toString('hex')}`);
  const fd = fs.openSync(file, 'wx+', 0o600);
  fs.unlinkSync(file);
  return fd;
}
