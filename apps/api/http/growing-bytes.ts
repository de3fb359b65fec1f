const FIRST_BYTES = 1_024;

/** One buffer that doubles: kept as they come, chunks of one byte would take a hundred times their length. */
export class GrowingBytes {
  length = 0;
  private bytes = Buffer.alloc(0);

  /** @param lengthMax of all chunks together */
  constructor(private readonly lengthMax: number) {}

  push(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (length > this.bytes.length) {
      const doubled = Math.min(this.lengthMax, Math.max(FIRST_BYTES, 2 * this.bytes.length));
      const larger = Buffer.allocUnsafeSlow(Math.max(length, doubled));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    chunk.copy(this.bytes, this.length);
    this.length = length;
  }

  taken(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}
