/** So much concerns the purchase or group that it cannot be folded within a request. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}
