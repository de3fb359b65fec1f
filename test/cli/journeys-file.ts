import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A public data set, which is not part of the project and may lie beside the repository. */
export const JOURNEYS_FILE = join(__dirname, '../../../shared/data/journeys.csv.gz');

/** A test that runs when the data set is there; otherwise its name says that it was not run. */
export function withJourneysFile(name: string, test: () => Promise<void>, timeoutMs?: number): void {
  if (existsSync(JOURNEYS_FILE)) it(name, test, timeoutMs);
  else it(`${name} (not run: ${JOURNEYS_FILE} is not there)`, () => undefined);
}
