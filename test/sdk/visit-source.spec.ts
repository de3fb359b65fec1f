import { classifyVisit, hostOf } from '../../libs/sdk/visit-source';

const isOwn = (host: string) => host.endsWith('shop.example');
const visit = (query: string, referrer?: string | null) => classifyVisit(new URLSearchParams(query), referrer, isOwn);
const sourceOf = (query: string, referrer?: string) => visit(query, referrer).source;

describe('the source of a visit', () => {
  it.each([
    ['ref=ada', 'referral'],
    ['ref=ada&utm_medium=cpc&gclid=1', 'referral'],
    ['utm_medium=cpc', 'paid'],
    ['utm_medium=PPC', 'paid'],
    ['utm_medium=paid_social&utm_source=facebook', 'paid'],
    ['utm_medium=paid', 'paid'],
    ['utm_medium=display', 'paid'],
    ['utm_medium=affiliate', 'paid'],
    ['gclid=EAIa', 'paid'],
    ['fbclid', 'paid'],
    ['msclkid=1&utm_medium=email', 'paid'],
    ['ttclid=1', 'paid'],
    ['utm_medium=email', 'email'],
    ['utm_medium=+Newsletter+', 'email'],
    ['utm_medium=social', 'social'],
    ['utm_source=flyer', 'other'],
    ['utm_medium=qr', 'other'],
    ['ref=&utm_medium=(none)&utm_source=(direct)&utm_campaign=(not+set)', 'direct'],
    ['color=red', 'direct'],
    ['', 'direct'],
  ] as const)('by the parameters %p is %s', (query, source) => {
    expect(sourceOf(query)).toBe(source);
  });

  it.each([
    ['https://www.google.com/', 'organic'],
    ['https://google.co.uk/search?q=tea', 'organic'],
    ['https://www.bing.com', 'organic'],
    ['https://de.search.yahoo.com/x', 'organic'],
    ['https://duckduckgo.com/', 'organic'],
    ['https://search.brave.com/', 'organic'],
    ['https://yandex.com.tr/', 'organic'],
    ['https://ya.ru/', 'organic'],
    ['https://www.baidu.com/link', 'organic'],
    ['android-app://com.google.android.googlequicksearchbox/', 'organic'],
    ['https://mail.google.com/', 'other'],
    ['https://google.evil.example/', 'other'],
    ['https://notgoogle.com/', 'other'],
    ['https://l.facebook.com/l.php?u=x', 'social'],
    ['http://m.facebook.com', 'social'],
    ['https://t.co/abc', 'social'],
    ['https://x.com/', 'social'],
    ['https://www.pinterest.co.uk/pin/1', 'social'],
    ['https://out.reddit.com/', 'social'],
    ['https://old.reddit.com/', 'social'],
    ['https://lnkd.in/e', 'social'],
    ['android-app://com.instagram.android', 'social'],
    ['instagram.com', 'social'],
    ['https://netflix.com/', 'other'],
    ['https://blog.example/review', 'other'],
    ['https://shop.example/cart', 'direct'],
    ['https://WWW.Shop.example:8443/', 'direct'],
    ['(direct)', 'direct'],
    ['about:blank', 'direct'],
    ['', 'direct'],
  ] as const)('from %p is %s', (referrer, source) => {
    expect(sourceOf('', referrer)).toBe(source);
  });

  it('is what the link says, before what the page says that has it', () => {
    expect(sourceOf('utm_medium=email', 'https://www.facebook.com/')).toBe('email');
    expect(sourceOf('gclid=1', 'https://www.google.com/')).toBe('paid');
    expect(sourceOf('utm_source=partner', 'https://www.google.com/')).toBe('organic');
  });
});

describe('the channel and the campaign of a visit', () => {
  it('are the words of the link, else the host that has it', () => {
    expect(visit('utm_source= spring &utm_campaign=Tea', 'https://www.blog.example/')).toEqual({
      source: 'other',
      channel: 'spring',
      campaign: 'Tea',
    });
    expect(visit('utm_source=(direct)', 'https://www.blog.example/')).toEqual({
      source: 'other',
      channel: 'blog.example',
    });
    expect(visit('', null)).toEqual({ source: 'direct' });
  });
});

describe('the host of a URL', () => {
  it.each([
    ['https://User:pw@Shop.Example:8443/a?b#c', 'shop.example'],
    ['shop.example/a', 'shop.example'],
    ['http://localhost:3000', 'localhost'],
    ['/a/path.html', ''],
    ['mailto:ada@shop.example', ''],
    ['no host', ''],
    [`https://${'a'.repeat(300)}.example`, ''],
  ])('%p is %p', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});
