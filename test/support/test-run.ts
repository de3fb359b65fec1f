import path from 'node:path';

const VARIABLE = 'TRIBUTARY_TEST_RUN';

/** One run of jest: a directory for its server, and the beginning of the names of its databases. */
export interface TestRun {
  directory: string;
  prefix: string;
}

/** Known to all workers, which inherit the environment. */
export function testRun(): TestRun {
  const directory = process.env[VARIABLE];
  if (!directory) throw new Error(`${VARIABLE} is not set: tests of the database run under jest (jest.config.js).`);
  return { directory, prefix: path.basename(directory).replaceAll('-', '_').toLowerCase() };
}

export function setTestRun(directory: string): void {
  process.env[VARIABLE] = directory;
}
