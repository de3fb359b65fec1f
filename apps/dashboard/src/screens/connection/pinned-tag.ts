/** The tag under the hash of its bytes, as docs/how-to/put-the-tag-into-a-shop.md tells to pin it by hand. */
export interface PinnedTag {
  path: string;
  integrity: string;
}

const HASH_LENGTH = 16;

/** Null where the browser hashes nothing, because the page came neither by HTTPS nor from this machine, or without tag. */
export async function pinnedTag(signal: AbortSignal): Promise<PinnedTag | null> {
  if (!window.isSecureContext) return null;
  // One that the browser kept may be of an earlier version, whose hash the server does not serve.
  const answer = await fetch('/t.js', { cache: 'no-store', signal }).catch(() => null);
  if (answer?.ok !== true) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', await answer.arrayBuffer()));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { path: `/t.${hash.slice(0, HASH_LENGTH)}.js`, integrity: `sha384-${btoa(String.fromCharCode(...digest))}` };
}
