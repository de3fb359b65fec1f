import path from 'node:path';

const VARIABLE = 'TRIBUTARY_TEST_RUN';

/** One run of jest: the directory of its server, and the prefix of its database names. */
export interface TestRun {
  directory: string;
  prefix: string;
}

/** All workers know the run, because they inherit the environment. */
export function testRun(): TestRun {
  const directory = process.env[VARIABLE];
  if (!directory) throw new Error(`${VARIABLE} is not set: tests of the database run under jest (jest.config.js).`);
  return { directory, prefix: path.basename(directory).replaceAll('-', '_').toLowerCase() };
}

export function setTestRun(directory: string): void {
  process.env[VARIABLE] = directory;
}
