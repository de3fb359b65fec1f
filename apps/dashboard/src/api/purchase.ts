/** What the page of an order shows; a link to it asks for the same ahead. */
import type { Read } from './queries';
import type { Shown } from './client';

export const purchaseRead = (orderId: string): Read<Shown['PurchaseShown']> => ({
  key: ['purchase', orderId],
  ask: (api, signal) => api.GET('/v1/purchases/{orderId}', { params: { path: { orderId } }, signal }),
});

export const purchaseStoryRead = (orderId: string): Read<Shown['PurchaseStoryShown']> => ({
  key: ['explain', orderId],
  ask: (api, signal) => api.GET('/v1/purchases/{orderId}/explain', { params: { path: { orderId } }, signal }),
});
