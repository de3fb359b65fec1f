import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A public data set that is not part of the project; it may lie beside the repository. */
export const JOURNEYS_FILE = join(__dirname, '../../../shared/data/journeys.csv.gz');

/** Runs the test only if the data set exists; else the test's name says that it is missing. */
export function withJourneysFile(name: string, test: () => Promise<void>, timeoutMs?: number): void {
  if (existsSync(JOURNEYS_FILE)) it(name, test, timeoutMs);
  else it(`${name} (not run: ${JOURNEYS_FILE} is missing)`, () => undefined);
}
