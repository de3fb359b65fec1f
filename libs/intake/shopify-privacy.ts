/**
 * Shopify's privacy topics. The signature covers the body and not the topic, so an order's body may come again under one
 * of these: a body that has not exactly the shape of its topic is not read.
 */
import { hostOf } from '../sdk/visit-source';
import { isRecord } from './bodies';
import type { PlainIdentifier } from './identifiers';
import { customerOf, emailHashOf, reading, textIn, textOf, Unreadable, type Body, type Reading } from './shop-values';

export const PRIVACY_TOPICS = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;
export type PrivacyTopic = (typeof PRIVACY_TOPICS)[number];

export interface PrivacyRequest {
  topic: PrivacyTopic;
  /** The host of the shop, as the signed body names it. */
  shopHost: string;
  /** Empty for the whole shop. */
  identifiers: PlainIdentifier[];
}

export type PrivacyReading = { kind: 'privacy'; request: PrivacyRequest } | Extract<Reading, { kind: 'unreadable' }>;

const FIELDS: Record<PrivacyTopic, readonly string[]> = {
  'customers/data_request': ['customer', 'data_request', 'orders_requested', 'shop_domain', 'shop_id'],
  'customers/redact': ['customer', 'orders_to_redact', 'shop_domain', 'shop_id'],
  'shop/redact': ['shop_domain', 'shop_id'],
};

export function isPrivacyTopic(topic: string): topic is PrivacyTopic {
  return (PRIVACY_TOPICS as readonly string[]).includes(topic);
}

export function readPrivacyRequest(topic: PrivacyTopic, body: Body): PrivacyReading {
  return reading(() => ({ kind: 'privacy', request: requestOf(topic, body) }));
}

function requestOf(topic: PrivacyTopic, body: Body): PrivacyRequest {
  const fields = Object.keys(body).sort();
  if (fields.join() !== FIELDS[topic].join() || !/^\d+$/.test(textOf(body.shop_id) ?? '')) throw notOf(topic);
  const shopHost = hostOf(textIn(body.shop_domain) ?? '');
  if (!shopHost) throw notOf(topic);
  return { topic, shopHost, identifiers: topic === 'shop/redact' ? [] : identifiersOf(topic, body) };
}

function identifiersOf(topic: PrivacyTopic, body: Body): PlainIdentifier[] {
  const { customer } = body;
  const listed = topic === 'customers/redact' ? body.orders_to_redact : body.orders_requested;
  const isTold = topic === 'customers/redact' || isRecord(body.data_request);
  if (!isRecord(customer) || !Array.isArray(listed) || !isTold) throw notOf(topic);
  if (Object.keys(customer).some((field) => !['id', 'email', 'phone'].includes(field))) throw notOf(topic);
  const identifiers = [customerOf(customer.id, 'customer.id'), emailHashOf([customer.email, 'customer.email'])];
  return identifiers.filter((identifier) => identifier !== undefined);
}

function notOf(topic: PrivacyTopic): Unreadable {
  return new Unreadable('FIELD_INVALID', `the body is not one of ${topic}`);
}
