/** The meaning of a command's exit code. */
export const EXIT = { held: 0, didNotHold: 1, wrongUse: 2 } as const;

/** The command cannot be done as it was given; the message says how to give it. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
