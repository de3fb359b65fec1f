/** An identifier was erased. What was decided stays: the log and the read models hold its pseudonym alone. */
import { factRule } from '../fact-rule';
import type { IdentityForgotten } from '../facts';

export const identityForgotten = factRule<IdentityForgotten>({});
