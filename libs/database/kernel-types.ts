import { types, type CustomTypesConfig } from 'pg';

const BIGINT = 20;
const TIMESTAMPTZ = 1184;

/** Integers within 2^53 as numbers and instants as milliseconds, for queries that feed the kernel. */
export const kernelTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === BIGINT) return Number;
    if (oid === TIMESTAMPTZ) return millis;
    return types.getTypeParser(oid, format as 'text');
  }) as CustomTypesConfig['getTypeParser'],
};

/** `2026-01-31 12:00:00.123+00`; other zones and years beyond 9999 do not come: sessions are in UTC. */
function millis(text: string): number {
  return Date.parse(text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text);
}
