/** What is sent of what somebody searches: an e-mail address becomes its hash here. */
export async function searchTextOf(typed: string): Promise<string | null> {
  const text = typed.trim();
  if (!text.includes('@')) return text;
  // Browsers hash only on pages that came by HTTPS, or from this machine.
  if (!window.isSecureContext) return null;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.toLowerCase()));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
