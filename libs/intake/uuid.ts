const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is no UUID is the id of nothing here, and Postgres would not even compare it. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
