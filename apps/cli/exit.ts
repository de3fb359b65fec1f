/** Exit codes of commands. */
export const EXIT = { held: 0, didNotHold: 1, wrongUse: 2 } as const;

/** The command was used wrongly; the message says how to use it. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The command could not do its work for a reason that lies outside the program; the message says which. */
export class CouldNot extends Error {
  override readonly name: string = 'CouldNot';
}
