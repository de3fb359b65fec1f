/** A shop with Shopify's globals, its cart, its checkout with a pixel in a sandboxed frame, and its signed deliveries. */
import { randomBytes } from 'node:crypto';
import type { TestApp, TestMerchant } from '../app';
import { page, type Page, ShopServer } from './shop-server';

const SECRET = 'shopify-secret';
const HOST = 'shop.example';

/** What a shop has of one buyer's cart; tests have one buyer at a time. */
interface Cart {
  token: string;
  attributes: Record<string, string>;
}

export interface ShopifyOptions {
  /** The text of the custom pixel; without one, the pixel is silent. */
  pixel?: string;
  privacy?: { analyticsProcessingAllowed: boolean };
  theme?: string;
}

export class ShopifyShop {
  private cart: Cart = newCart();

  private constructor(
    private readonly app: TestApp,
    private readonly merchantId: string,
    private readonly server: ShopServer,
  ) {}

  static async open(app: TestApp, merchant: TestMerchant, options: ShopifyOptions = {}): Promise<ShopifyShop> {
    await app.webhookSecret(merchant.merchantId, 'shopify', SECRET);
    const { pixel, privacy = { analyticsProcessingAllowed: true } } = options;
    const allowed = String(privacy.analyticsProcessingAllowed);
    const head =
      `<script>window.Shopify = { customerPrivacy: { analyticsProcessingAllowed: () => ${allowed} } }</script>` +
      `<script async src="${app.tributary.url}/t.js" data-key="${merchant.publishable}"></script>`;
    const server = await ShopServer.listen((url, _request, body): Page => {
      if (url.pathname === '/cart/update.js') {
        Object.assign(shop.cart.attributes, (JSON.parse(body) as { attributes: Record<string, string> }).attributes);
        return { type: 'application/json', body: JSON.stringify(shop.cart) };
      }
      // Shopify's checkout knows the theme's scripts no more: only pixels run there.
      if (url.pathname.startsWith('/checkouts/')) return page('', checkout(shop.cart, url, pixel, privacy));
      return page(head, '<h1>Tea</h1>');
    });
    const shop = new ShopifyShop(app, merchant.merchantId, server);
    return shop;
  }

  url(path = '/'): string {
    return this.server.url(HOST, path);
  }

  get cartAttributes(): Readonly<Record<string, string>> {
    return this.cart.attributes;
  }

  /** The checkout of the cart: as it starts, and, with an order, as it is completed. */
  checkout(orderId?: number): string {
    return this.url(`/checkouts/${this.cart.token}${orderId === undefined ? '' : `/thank-you?order=${orderId}`}`);
  }

  /** The shop's own word about the order that the cart became. */
  async delivers(orderId: number, changes: Record<string, unknown> = {}): Promise<number> {
    const at = new Date(Date.now() + 1_000).toISOString();
    const attributes = Object.entries(this.cart.attributes).map(([name, value]) => ({ name, value }));
    const order = {
      ...{
        id: orderId,
        currency: 'EUR',
        total_price: '50.00',
        financial_status: 'paid',
        customer: null,
        line_items: [],
      },
      ...{ refunds: [], checkout_token: this.cart.token, created_at: at, processed_at: at, updated_at: at },
      ...{ note_attributes: attributes, ...changes },
    };
    const { status, body } = await this.app.shopify(this.merchantId, SECRET, 'orders/paid', order);
    if (status >= 300) throw new Error(JSON.stringify(body));
    return Number(body['position']);
  }

  /** The next buyer has a cart of his own. */
  nextBuyer(): void {
    this.cart = newCart();
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

function newCart(): Cart {
  return { token: randomBytes(16).toString('hex'), attributes: {} };
}

/** The page of a checkout: a frame without an origin has the pixel, and the page answers what Shopify's API answers. */
function checkout({ token, attributes }: Cart, url: URL, pixel = '', privacy: object): string {
  const orderId = url.searchParams.get('order');
  const data = {
    checkout: {
      token,
      order: orderId === null ? null : { id: orderId },
      attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
    },
  };
  const event = orderId === null ? 'checkout_started' : 'checkout_completed';
  const sandbox = `<!doctype html><script>
    const init = { customerPrivacy: ${JSON.stringify(privacy)} };
    const consent = [];
    const api = { customerPrivacy: { subscribe: (name, then) => name === 'visitorConsentCollected' && consent.push(then) } };
    const analytics = { subscribe: (name, then) => name === ${JSON.stringify(event)} && setTimeout(() => then({ name, data: ${JSON.stringify(data)} })) };
    const answers = new Map();
    addEventListener('message', ({ data: { asked, value, privacy } }) => {
      if (privacy) for (const then of consent) then({ customerPrivacy: privacy });
      else answers.get(asked)?.(value);
    });
    const browser = { cookie: { get: (name) => new Promise((answer) => { answers.set(name, answer); parent.postMessage({ cookie: name }, '*'); }) } };
  </script><script>${pixel}</script>`;
  return `<h1>Checkout</h1><script>
    addEventListener('message', ({ source, data: { cookie } }) => {
      const value = new RegExp('(?:^|; )' + cookie + '=([^;]*)').exec(document.cookie)?.[1] ?? '';
      source.postMessage({ asked: cookie, value }, '*');
    });
  </script><iframe id="pixel" sandbox="allow-scripts allow-forms" srcdoc="${sandbox.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"></iframe>`;
}
