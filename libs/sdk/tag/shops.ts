/** What the tag does by itself in shops whose pages it knows. */
import { attempt } from './storage';
import { NAME } from './visitor';

const ORDER_RECEIVED = /[/?&]order-received[/=](\d+)/;

/** The claim of WooCommerce's confirmation page: the order, and the key that the shop also signs. */
export function claimOfPage(): { orderId: string; token: string } | null {
  const orderId = ORDER_RECEIVED.exec(location.pathname + location.search)?.[1];
  const token = orderId && new URLSearchParams(location.search).get('key');
  return orderId && token ? { orderId, token } : null;
}

/** Writes the visitor's id into Shopify's cart, once a session: the order then carries it. */
export function markCart(visitorId: string): void {
  if (!('Shopify' in window) || attempt(() => sessionStorage.getItem(NAME)) === visitorId) return;
  attempt(() => sessionStorage.setItem(NAME, visitorId));
  const body = JSON.stringify({ attributes: { [NAME]: visitorId } });
  void fetch('/cart/update.js', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(
    () => 0,
  );
}
