/**
 * The partition of a merchant: FNV-1a, 32 bit, over the UTF-8 bytes of its id, modulo the number of partitions. It can
 * never change, since a merchant's facts stay where they were appended.
 */
export function partitionOf(merchantId: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(merchantId, 'utf8')) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0) % partitions;
}
