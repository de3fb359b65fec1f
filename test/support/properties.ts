/**
 * In CI the properties are tried on the same examples each time, so that a red build speaks of the change and not of luck.
 * Everywhere else the examples are new in every run: a failure prints its seed, and belongs into a test of its own.
 */
import fc from 'fast-check';

if (process.env.CI) fc.configureGlobal({ seed: 20_261_125 });
