/** Names of the two streams of a partition: `intake-07`, `ledger-07`. */
export function intakeStream(partition: number): string {
  return `intake-${pad(partition)}`;
}

export function ledgerStream(partition: number): string {
  return `ledger-${pad(partition)}`;
}

export function partitionOfStream(stream: string): number {
  return Number(stream.slice(stream.lastIndexOf('-') + 1));
}

function pad(partition: number): string {
  return String(partition).padStart(2, '0');
}
