/**
 * Evidence of where the buyer came from, as an order carries it. Buyers, plugins and links write it, so what cannot be
 * read of it is left out, and never costs the order.
 */
import type { VaultRow } from '../event-log/event-log';
import type { Carried, CarriedVisit } from '../kernel/facts';
import { LIMITS } from '../kernel/limits';
import { classifyVisit, hostOf } from '../sdk/visit-source';
import { keepOfCode } from './codes';
import { leaveOut } from './fact-draft';
import { normalizeIdentifier, type PlainIdentifier } from './identifiers';
import type { Pseudonymizer } from './pseudonyms';
import { keepOfLabel } from './text';
import { keepOfUrl } from './urls';

/** As Carried, in plain text. */
export interface PlainCarried {
  devices?: PlainIdentifier[];
  codes?: string[];
  visit?: PlainVisit;
}

export type PlainVisit = Omit<CarriedVisit, 'referrer'> & { referrer?: PlainIdentifier };

/** Parameters of a link beyond so many characters are not read. */
export const QUERY_LENGTH_MAX = 8_192;

/** The name under which a storefront writes the visitor's anonymous id into an order. */
export const DEVICE_FIELD = '_tributary';

/** The first few of the texts that are anonymous ids; undefined without any. */
export function devicesOf(texts: readonly string[]): PlainIdentifier[] | undefined {
  const devices = new Map<string, PlainIdentifier>();
  for (const text of texts) {
    const device = normalizeIdentifier('anonymous_id', text);
    if (typeof device === 'string' || device.blocked) continue;
    devices.set(device.value, device);
    if (devices.size === LIMITS.carriedDevices) break;
  }
  return devices.size === 0 ? undefined : [...devices.values()];
}

/** The first few of the texts that are codes. */
export function codesOf(texts: readonly string[]): string[] {
  const codes = new Set<string>();
  for (const text of texts) {
    const code = keepOfCode(text);
    if (code !== undefined) codes.add(code);
    if (codes.size === LIMITS.carriedCodes) break;
  }
  return [...codes];
}

/**
 * A visit by the address of its first page and of the page that linked to it.
 * @param landing a URL or a path
 * @param ownUrls URLs of the shop, from which nobody comes
 */
export function visitOf(visit: {
  landing: string | undefined;
  query: URLSearchParams;
  referrer: string | undefined;
  ownUrls: readonly (string | undefined)[];
}): PlainVisit {
  const { landing = '', query, referrer } = visit;
  const own = [landing, ...visit.ownUrls].map((url) => withoutWww(hostOf(url ?? ''))).filter((host) => host !== '');
  const { source, channel, campaign } = classifyVisit(query, referrer, (host) => isOneOf(own, withoutWww(host)));
  const referrerId = normalizeIdentifier('customer_id', query.get('ref') ?? '');
  return leaveOut<PlainVisit>({
    source,
    channel: keepOfLabel(channel),
    campaign: keepOfLabel(campaign),
    referrer: typeof referrerId === 'string' || referrerId.blocked ? undefined : referrerId,
    url: keepOfUrl(landing),
    occurredAt: undefined,
  });
}

/** The parameters of a URL or path. */
export function queryOf(url: string): URLSearchParams {
  const [beforeFragment = ''] = url.slice(0, QUERY_LENGTH_MAX).split('#', 1);
  const start = beforeFragment.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : beforeFragment.slice(start + 1));
}

/** Undefined when the order carries nothing. */
export function carriedOf(parts: { [K in keyof PlainCarried]: PlainCarried[K] | undefined }): PlainCarried | undefined {
  const carried = leaveOut<PlainCarried>(parts);
  return Object.keys(carried).length === 0 ? undefined : carried;
}

/** The evidence as the log may hold it; the rows that it needs in the vault are added to `vault`. */
export function pseudonymizeCarried(
  { devices, codes, visit }: PlainCarried,
  pseudonyms: Pseudonymizer,
  vault: VaultRow[],
): Carried {
  return leaveOut<Omit<Carried, 'earlier'>>({
    devices: devices?.map((device) => pseudonyms.identify(device, vault)),
    codes,
    visit:
      visit &&
      leaveOut<CarriedVisit>({
        source: visit.source,
        channel: visit.channel,
        campaign: visit.campaign,
        referrer: visit.referrer && pseudonyms.identify(visit.referrer, vault),
        url: visit.url,
        occurredAt: visit.occurredAt,
      }),
  });
}

/** Whether the host, or a domain above or below it, is in the list. */
function isOneOf(own: readonly string[], host: string): boolean {
  return own.some((one) => one === host || one.endsWith(`.${host}`) || host.endsWith(`.${one}`));
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}
