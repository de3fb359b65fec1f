/** What the exit code of a command says. */
export const EXIT = { held: 0, didNotHold: 1, wrongUse: 2 } as const;

/** The command cannot be done as it was asked for; the message says what to ask for instead. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
