/** Whether a text of somebody else, such as a delivery that nobody could read, holds the value of an identifier. */
import { emailHash, type PlainIdentifier } from './identifiers';

const ADDRESS = /[^\s"'<>()[\]{},;:\\]+@[^\s"'<>()[\]{},;:\\]+/g;
/** As JSON and URLs write a character that they may not hold as it is. */
const ESCAPED = /\\u([0-9a-f]{4})|%([0-9a-f]{2})/gi;

/** Errs on the side of yes: a value in the midst of another word does not count, in any other place it does. */
export function holdsAny(text: string, values: readonly PlainIdentifier[]): boolean {
  const plain = text.replace(ESCAPED, (_, unit: string | undefined, byte: string | undefined) =>
    String.fromCharCode(parseInt(unit ?? byte!, 16)),
  );
  const said = `${text}\n${plain}`;
  return values.some((value) => holds(said, value));
}

function holds(said: string, { type, value }: PlainIdentifier): boolean {
  if (type === 'email_hash' && [...said.matchAll(ADDRESS)].some(([address]) => emailHash(address) === value))
    return true;
  const words = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'iu').test(said);
}
