import { maxHeaderSize } from 'node:http';
import { KEY_RING_LIMITS } from '../apps/api/access/key-ring';
import { BUCKETS_MAX } from '../apps/api/access/token-buckets';
import { CONNECTION_LIMITS } from '../apps/api/http/connection-limits';
import { KEEP_ALIVE_TIMEOUT_MS, REQUEST_TIMEOUT_MS } from '../apps/api/http/http-server';
import { BODY_LIMITS } from '../apps/api/http/request-bodies';
import { FRESH_MS } from '../apps/api/operations/metrics-page';
import { DRAIN_MS, STOP_TIMEOUT_MS } from '../apps/tributary';
import { SHOP_PLATFORMS } from '../libs/intake/shop-platforms';
import { OWN_BODY_BYTES_MAX, RATE_LIMIT_MAX } from '../libs/intake/limits';
import { TALLY_LIMITS } from '../libs/intake/tallies';
import { FIXED, type LimitGroup, limitsOf, shown, variableLimit } from './limit';
import { bytes, count, duration } from './quantities';

const CLOSED = 'The connection is closed.';

export const REQUESTS: LimitGroup = {
  title: 'Requests and connections',
  text: 'Each process counts for itself. An answer `OVERLOADED` says with `Retry-After` when to send again.',
  limits: [
    ...limitsOf(CONNECTION_LIMITS, {
      requestsMax: ['Requests of one connection that are not answered yet', count, CLOSED],
      unreadBytesMax: [
        'Answers that one connection has not read; a single answer may be larger',
        bytes,
        'The connection is closed at its next answer.',
      ],
      unreadBytesOfAllMax: [
        'Answers that all connections together have not read',
        bytes,
        'The connection that has taken nothing for the longest time is closed.',
      ],
      readTimeoutMs: ['Time in which a client takes an answer', duration, CLOSED],
    }),
    ['Time in which a whole request arrives', duration(REQUEST_TIMEOUT_MS), FIXED, shown('REQUEST_TIMEOUT')],
    ['Time for which a connection may be idle between requests', duration(KEEP_ALIVE_TIMEOUT_MS), FIXED, CLOSED],
    [
      'Request line and headers of a request',
      bytes(maxHeaderSize),
      '`--max-http-header-size` of Node',
      shown('HEADERS_TOO_LARGE'),
    ],
    ['Body of a request, except deliveries of shops', bytes(OWN_BODY_BYTES_MAX), FIXED, shown('BODY_TOO_LARGE')],
    ...Object.entries(SHOP_PLATFORMS).map(
      ([platform, { bodyBytesMax }]) =>
        [`Delivery of a shop, \`${platform}\``, bytes(bodyBytesMax), FIXED, shown('BODY_TOO_LARGE')] as const,
    ),
    ...limitsOf(BODY_LIMITS, {
      inFlightBytesMax: ['Bodies that arrive or are not answered yet', bytes, shown('OVERLOADED')],
      handledBytesMax: [
        'Bodies that are handled at once; a single body may be larger',
        bytes,
        'Further bodies wait for their turn.',
      ],
      smallBytesMax: [
        'Size up to which bodies have turns of their own',
        bytes,
        'Larger bodies wait for their own turn, and small ones never behind them.',
      ],
      waitTimeoutMs: ['Time for which a body waits for its turn', duration, shown('OVERLOADED')],
    }),
    [
      'Time for requests in flight when the process is told to stop',
      duration(DRAIN_MS),
      FIXED,
      `Their connections are closed. New requests: ${shown('UNAVAILABLE')}`,
    ],
    [
      'Time for all work in flight when the process is told to stop',
      duration(STOP_TIMEOUT_MS),
      FIXED,
      'The process ends with exit code 1. Nothing that was stored is lost.',
    ],
    ['Age of `/metrics`', duration(FRESH_MS), FIXED, 'The page is made anew when somebody asks.'],
  ],
};

export const PUBLISHABLE_KEYS: LimitGroup = {
  title: 'Publishable keys',
  text:
    'What anybody can send who reads the publishable key from a page. Each process counts for itself. A limit of 0 is ' +
    'none. `PUT /v1/merchants/:merchantId/rate-limits` sets those of one merchant, up to ' +
    `${count(RATE_LIMIT_MAX)}; null is the value of the environment.`,
  limits: [
    variableLimit(
      'Requests of one address with one publishable key',
      'RATE_LIMIT_PER_ADDRESS_PER_MINUTE',
      'a minute',
      `${shown('RATE_LIMITED')} with \`Retry-After\``,
      'of one merchant `perAddressPerMinute`',
    ),
    variableLimit(
      'Touchpoints and claims of one device with a publishable key',
      'RATE_LIMIT_PER_DEVICE_PER_MINUTE',
      'a minute',
      `${shown('RATE_LIMITED')} with \`Retry-After\`; of a batch, the item alone`,
      'of one merchant `perDevicePerMinute`',
    ),
    [
      'Addresses that are remembered, and devices',
      `${count(BUCKETS_MAX)} each`,
      FIXED,
      'The one that sent nothing for the longest time is forgotten, and begins anew.',
    ],
    ...limitsOf(TALLY_LIMITS, {
      keysMax: [
        'Kinds of requests, of all merchants, that are counted until they are written',
        count,
        'Further kinds are not counted.',
      ],
      writeEveryMs: ['Time after which counts of requests are written', duration, 'They are written.'],
      keptHours: ['Hours for which counts of requests are kept', count, 'They are deleted.'],
    }),
    ...limitsOf(KEY_RING_LIMITS, {
      cachedMax: [
        'Keys of any kind that are kept in memory',
        count,
        'The oldest is forgotten, and asked of the database again.',
      ],
      freshMs: [
        'Time for which a key of any kind is believed',
        duration,
        'A key that another process revoked works so long, and rate limits that it set wait so long.',
      ],
    }),
  ],
};
