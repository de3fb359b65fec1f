/** The page of the first day, with what `tributary connect` printed (`npm run record-connect`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const RECORDING = /(<!-- recording: ([\w-]+) -->\n\n```text\n)[^]*?(```\n)/g;

export function firstDayPage(): string {
  const page = readFileSync(join(__dirname, 'first-day.md'), 'utf8');
  return page.replace(RECORDING, (_, head: string, name: string, end: string) => {
    return head + readFileSync(join(__dirname, 'recordings', `${name}.txt`), 'utf8').replace(/^\n+/, '') + end;
  });
}
