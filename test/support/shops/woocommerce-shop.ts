/** A shop with WooCommerce's addresses, its confirmation page and its signed deliveries. */
import type { TestApp, TestMerchant } from '../app';
import { page, type Page, ShopServer } from './shop-server';

const SECRET = 'woo-secret';
const HOST = 'shop.example';

export class WooCommerceShop {
  private constructor(
    private readonly app: TestApp,
    private readonly merchantId: string,
    private readonly server: ShopServer,
  ) {}

  /** @param tag attributes of the script element, beside its address and the key; @param head what stands before it */
  static async open(app: TestApp, merchant: TestMerchant, tag: string, head: string): Promise<WooCommerceShop> {
    await app.webhookSecret(merchant.merchantId, 'woocommerce', SECRET);
    const script = `<script async src="${app.tributary.url}/t.js" data-key="${merchant.publishable}" ${tag}></script>`;
    const server = await ShopServer.listen((url): Page => {
      if (url.hostname !== HOST) return page('', `<a id="link" href="${url.searchParams.get('to')}">look at this</a>`);
      return page(head + script, '<h1>Tea</h1><a id="product" href="/product/tea/">Tea</a>');
    });
    return new WooCommerceShop(app, merchant.merchantId, server);
  }

  url(path = '/'): string {
    return this.server.url(HOST, path);
  }

  /** A page of somebody else with a link into the shop. */
  friend(path: string, host = 'friends.example'): string {
    return this.server.url(host, `/?to=${encodeURIComponent(this.url(path))}`);
  }

  confirmation(orderId: number): string {
    return this.url(`/checkout/order-received/${orderId}/?key=wc_order_${orderId}`);
  }

  /** The shop's own word about an order. */
  async delivers(orderId: number, changes: Record<string, unknown> = {}): Promise<number> {
    // WooCommerce cuts to seconds; tests buy within the second of their visit.
    const at = new Date(Date.now() + 1_000).toISOString().slice(0, 19);
    const order = {
      ...{
        id: orderId,
        status: 'processing',
        currency: 'EUR',
        total: '50.00',
        customer_id: 0,
        line_items: [],
        refunds: [],
      },
      ...{ order_key: `wc_order_${orderId}`, date_created_gmt: at, date_modified_gmt: at, date_paid_gmt: at },
      ...changes,
    };
    const { status, body } = await this.app.woocommerce(this.merchantId, SECRET, 'order.updated', order);
    if (status >= 300) throw new Error(JSON.stringify(body));
    return Number(body['position']);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
