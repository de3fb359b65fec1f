import { object } from '../intake/body-shape';
import { oneOf } from '../intake/body-values';

export const CHECK_KINDS = ['verify', 'verify-read-models', 'rebuild'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

export const CHECK = object(
  {
    kind: oneOf(CHECK_KINDS, {
      description:
        '`verify` recomputes the ledger and compares it; `verify-read-models` also compares every row of the read models; ' +
        '`rebuild` makes the read models anew and puts them in the place of the present ones.',
    }),
  },
  { name: 'CheckBody' },
);
