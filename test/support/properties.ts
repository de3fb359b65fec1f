/**
 * CI checks properties on the same examples each time, so that a red build is due to the change and not to chance.
 * Everywhere else each run has new examples: a failure prints its seed, and should get its own test.
 */
import fc from 'fast-check';

if (process.env.CI) fc.configureGlobal({ seed: 20_261_125 });
