import type { Platform } from '../kernel/facts';
import { custom } from './custom';
import type { ShopPlatform } from './shop-platform';
import { shopify } from './shopify';
import { woocommerce } from './woocommerce';

/** A new platform is a new object here, from its own file. */
export const SHOP_PLATFORMS: Readonly<Record<Platform, ShopPlatform>> = { shopify, woocommerce, custom };
