/**
 * From where a visit came: one table for the browser's tag and for what shops say about their buyers. It imports
 * nothing, because the tag holds it whole.
 *
 * The hosts are the ones most visited of Matomo's search engines and social networks
 * (github.com/matomo-org/searchengine-and-social-list) and of Snowplow's referer-parser
 * (github.com/snowplow-referer-parser/referer-parser); click ids and media follow Google's default channel groups
 * (support.google.com/analytics/answer/9756891) and the advertising networks' own manuals.
 */
export type VisitSource = 'referral' | 'paid' | 'email' | 'social' | 'organic' | 'direct' | 'other';

/** Parameters by which advertising networks mark a click. */
export const CLICK_IDS: ReadonlySet<string> = new Set(['gclid', 'fbclid', 'msclkid', 'ttclid']);

const PAID = /^(cpc|ppc|paid.*|display|affiliate)$/;
const EMAIL = /^(email|newsletter)$/;

/** Search engines under every top-level domain, and those of one alone. */
const SEARCH_NAMES =
  'google|bing|yahoo|yandex|baidu|ecosia|qwant|startpage|naver|seznam|aol|kagi|mojeek|swisscows|sogou';
const SEARCH_HOSTS = 'duckduckgo\\.com|brave\\.com|ask\\.com|so\\.com|ya\\.ru|coccoc\\.com';
/** With another service before the name, as in `mail.google.com`, it is no search. */
const SEARCH_PREFIX = '(?:(?:[a-z-]+\\.)*search\\.|www\\d?\\.|m\\.|images\\.|cse\\.)?';
const SEARCH = new RegExp(
  `^${SEARCH_PREFIX}(?:(?:${SEARCH_NAMES})(?:\\.[a-z]{2,3}){1,2}|${SEARCH_HOSTS})$|^com\\.google\\.android\\.googlequick`,
);

/** Social networks and their link shorteners, and how the names of their apps begin (`android-app://…`). */
const SOCIAL_NAMES =
  'facebook|instagram|twitter|x|linkedin|reddit|youtube|tiktok|snapchat|tumblr|weibo|vk|quora|xing|discord|' +
  'messenger|whatsapp|threads|flickr|vimeo|pinterest';
const SOCIAL_HOSTS =
  'pinterest\\.[a-z.]{2,6}|threads\\.net|fb\\.(?:com|me)|t\\.(?:co|me)|lnkd\\.in|redd\\.it|youtu\\.be|pin\\.it|' +
  'wa\\.me|ok\\.ru|bsky\\.app|mastodon\\.social|telegram\\.(?:org|me)|line\\.me|mixi\\.jp|news\\.ycombinator\\.com';
const SOCIAL_APPS = 'com\\.(?:facebook|instagram|twitter|linkedin|pinterest|reddit|snapchat|zhiliaoapp)|org\\.telegram';
const SOCIAL = new RegExp(`^(?:.+\\.)?(?:(?:${SOCIAL_NAMES})\\.com|${SOCIAL_HOSTS})$|^(?:${SOCIAL_APPS})\\.`);

/** What sourcebuster, Google's own tags and ad templates write for no value: `(none)`, `(not set)`. */
const NO_VALUE = /^\(.*\)$/;

export interface Visit {
  source: VisitSource;
  /** The `utm_source`, else the host of the page that linked here. */
  channel?: string;
  campaign?: string;
}

/**
 * Classifies a visit by the parameters of its first page and by the page that linked to it.
 * @param query the parameters of the first page
 * @param referrer a URL, or a host alone; any other text counts as none
 * @param isOwn whether a host is the shop's own, from which nobody comes
 */
export function classifyVisit(
  query: { get(name: string): string | null },
  referrer: string | null | undefined,
  isOwn: (host: string) => boolean,
): Visit {
  const word = (name: string) => {
    const text = (query.get(name) ?? '').trim();
    return NO_VALUE.test(text) ? '' : text;
  };
  const found = hostOf(referrer ?? '');
  const host = found !== '' && !isOwn(found) ? found : '';
  const medium = word('utm_medium').toLowerCase();
  const channel = word('utm_source') || host.replace(/^www\./, '');
  const campaign = word('utm_campaign');
  const visit: Visit = { source: sourceOf(word('ref'), medium, host, channel + campaign, (name) => query.get(name)) };
  if (channel !== '') visit.channel = channel;
  if (campaign !== '') visit.campaign = campaign;
  return visit;
}

function sourceOf(
  ref: string,
  medium: string,
  host: string,
  named: string,
  get: (name: string) => string | null,
): VisitSource {
  if (ref !== '') return 'referral';
  if (PAID.test(medium) || [...CLICK_IDS].some((name) => get(name) !== null)) return 'paid';
  if (EMAIL.test(medium)) return 'email';
  if (medium === 'social' || SOCIAL.test(host)) return 'social';
  if (medium === 'organic' || SEARCH.test(host)) return 'organic';
  return host + medium + named === '' ? 'direct' : 'other';
}

/** The host of a URL, in lower case and without its port; '' for a text that has none. */
export function hostOf(url: string): string {
  const [, host = ''] =
    /^(?:[a-z][a-z\d+.-]*:\/\/(?:[^\s/?#@]*@)?)?([^\s/?#@:]{1,253})(?=[/?#:]|$)/i.exec(url.trim()) ?? [];
  return host.includes('.') || host === 'localhost' ? host.toLowerCase() : '';
}
