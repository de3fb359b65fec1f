/** The script of `<script async src="…/t.js" data-key="pk_…">`: starts the tag, and runs what the page asked for before. */
import { start, type Call, type Options, type Tributary } from './tag';

const page = window as unknown as { tributary?: Tributary | Call[] };
const script = document.currentScript as HTMLScriptElement | null;
const waiting = page.tributary;

if (script?.dataset.key && (waiting === undefined || Array.isArray(waiting))) {
  const { key, consent, referrerType, url } = script.dataset;
  page.tributary = start({
    key,
    url: url ?? new URL(script.src).origin,
    consent: consent as Options['consent'],
    referrerType,
  });
  page.tributary.push(...(waiting ?? []));
}
