/** Debian's Chromium, in which all hosts that end in `.example` are this machine. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

export const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const EXAMPLES_ARE_HERE = '--host-resolver-rules=MAP *.example 127.0.0.1';

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(
      `The tests of what runs in browsers need Chromium, and ${EXECUTABLE} is not there. Install it ` +
        '(Debian: apt-get install chromium), or name it in CHROMIUM.',
    );
  }
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', EXAMPLES_ARE_HERE],
  });
}
