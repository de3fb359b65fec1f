import { types, type CustomTypesConfig } from 'pg';

const BIGINT = 20;
const TIMESTAMPTZ = 1184;
const TEXTS = 1009;
const UUIDS = 2951;

/**
 * Reads integers within 2^53 as numbers and instants as milliseconds, for queries that feed the kernel; and arrays of
 * texts as the driver does, but fast while they are empty or hold plain words.
 */
export const kernelTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === BIGINT) return Number;
    if (oid === TIMESTAMPTZ) return millis;
    if (oid === TEXTS || oid === UUIDS) return texts;
    return types.getTypeParser(oid, format);
  }) as CustomTypesConfig['getTypeParser'],
};

const anyTexts = types.getTypeParser(TEXTS as number) as (text: string) => (string | null)[];

function texts(text: string): (string | null)[] {
  if (text === '{}') return [];
  return PLAIN_WORDS.test(text) ? text.slice(1, -1).split(',') : anyTexts(text);
}

/** Postgres quotes a text that reads NULL, so what reads so without quotes is none. */
const PLAIN_WORDS = /^\{(?!NULL\b)[a-zA-Z0-9_.:-]+(?:,(?!NULL\b)[a-zA-Z0-9_.:-]+)*\}$/;

/**
 * Parses `2026-01-31 12:00:00.123+00`, with any number of decimals. It reads digit by digit for speed, as every fact
 * has many instants. Sessions are in UTC, so other zones do not occur; nor do years beyond 9999.
 */
function millis(text: string): number {
  if (text.charAt(10) !== ' ' || !text.endsWith('+00')) return Date.parse(text);
  const two = (at: number) => (text.charCodeAt(at) - DIGIT_0) * 10 + text.charCodeAt(at + 1) - DIGIT_0;
  let thousandths = 0;
  let worth = 100;
  for (let at = 20; worth >= 1 && at < text.length - 3; at++) {
    thousandths += (text.charCodeAt(at) - DIGIT_0) * worth;
    worth /= 10;
  }
  return Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17), thousandths);
}

const DIGIT_0 = 0x30;
