/**
 * Every code of a refusal or failure, with the HTTP status of the problem document that carries it (null: the code is
 * only recorded with a decision) and its text in `docs/reference/codes.md`. A test checks the docs against this list.
 */
export const CODES = {
  // Requests
  INVALID_BODY: {
    status: 400,
    text: 'The body has a field that is missing, unknown or of the wrong kind; `errors` names each.',
  },
  INVALID_JSON: { status: 400, text: 'The body is not JSON, or not valid UTF-8.' },
  INVALID_TEXT: { status: 400, text: 'A text holds NUL or a lone surrogate and cannot be stored.' },
  TOO_DEEP: { status: 400, text: 'The body is nested deeper than 64 levels.' },
  INVALID_PARAMETER: { status: 400, text: 'A query or path parameter is not valid for this operation.' },
  NOT_YET_RECORDED: {
    status: 400,
    text: 'The position of `asOf` is beyond the end of the log, or its time has not come.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    text: 'The server cannot parse the request as HTTP, or its URL is not encoded correctly.',
  },
  MERCHANT_REQUIRED: { status: 400, text: 'With the admin key, a merchant route needs `?merchantId=`.' },
  BODY_UNREADABLE: { status: 400, text: "The shop's delivery is not a JSON object in UTF-8." },
  UNAUTHENTICATED: { status: 401, text: 'The request has no key, or its key is unknown or revoked.' },
  INVALID_SIGNATURE: {
    status: 401,
    text: 'The signature is missing, does not match the raw body, or its timestamp is stale.',
  },
  FORBIDDEN: { status: 403, text: 'This kind of key may not do this, or the key belongs to another merchant.' },
  KEY_IN_URL: { status: 403, text: 'A secret key was sent in the URL; only publishable keys may be.' },
  CROSS_SITE: {
    status: 403,
    text: 'A change that a session makes needs the header `X-Tributary-Session: 1`, which other sites cannot send.',
  },
  NOT_FOUND: { status: 404, text: 'The resource does not exist, or this merchant does not have it.' },
  MERCHANT_UNKNOWN: { status: 404, text: 'There is no such merchant.' },
  WEBHOOK_NOT_CONFIGURED: { status: 404, text: 'The merchant has no secret for that platform.' },
  METHOD_NOT_ALLOWED: { status: 405, text: 'The resource does not take this method.' },
  REQUEST_TIMEOUT: { status: 408, text: 'The complete request did not arrive in time.' },
  MERCHANT_EXISTS: { status: 409, text: 'The merchant id is taken.' },
  REPLAY_RUNNING: { status: 409, text: 'Another replay of the merchant is not finished; wait for it, or cancel it.' },
  CHECK_RUNNING: { status: 409, text: 'Another check is not finished; wait for it, or cancel it.' },
  FACT_CONFLICT: { status: 409, text: 'The id was already used with different content.' },
  PLATFORM_IN_USE: { status: 409, text: 'The merchant has another platform; a second shop needs a second merchant.' },
  ALREADY_REVERTED: { status: 409, text: 'The merge was already reverted.' },
  NOT_EVALUABLE_YET: {
    status: 409,
    text: 'The purchase is not linked and carries no visit and no assigned code, or no version of it was ever past `pending`.',
  },
  PROPOSAL_CLOSED: { status: 409, text: 'The proposal was already decided, or another evaluation superseded it.' },
  STILL_UNREADABLE: { status: 409, text: 'The quarantined delivery still cannot be understood.' },
  TOO_MUCH_HISTORY: {
    status: 422,
    text: 'More facts and decisions concern it than can be read as of a moment.',
  },
  MERCHANT_FORGOTTEN: { status: 410, text: 'The merchant was erased; its id is not given again.' },
  BODY_TOO_LARGE: {
    status: 413,
    text: 'The body exceeds the limit: 1 MiB, or 2 MiB for shop deliveries; a log in EventStoreDB takes 1 MiB, compressed.',
  },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, text: 'The content type is not one this operation takes.' },
  RATE_LIMITED: {
    status: 429,
    text: 'An address or a device sent too much with a publishable key, or an address tried to sign in with too many wrong keys; send it again after `Retry-After` seconds.',
  },
  HEADERS_TOO_LARGE: { status: 431, text: 'The request headers exceed the limit.' },
  INTERNAL: { status: 500, text: 'A bug. The answer carries an id by which to find it in the log.' },
  LOG_UNAVAILABLE: {
    status: 503,
    text: 'The log cannot be reached. The request may or may not have been stored; send it again.',
  },
  CLOCK_UNSTEADY: {
    status: 503,
    text: 'A clock of the process or its database jumped, and nothing is stored until it holds still; send it again.',
  },
  UNAVAILABLE: { status: 503, text: 'The process is starting or stopping, or its database cannot be reached.' },
  OVERLOADED: { status: 503, text: 'Too many requests are waiting; send it again after `Retry-After` seconds.' },
  READ_MODEL_BEHIND: {
    status: 503,
    text: 'The read model did not reach `after` within `waitMs`; ask again after `Retry-After` seconds.',
  },
  // Connecting identifiers
  BLOCKED_IDENTIFIER: { status: null, text: 'The value never identifies anybody.' },
  SEPARATED: { status: null, text: 'An operator separated this pair.' },
  CUSTOMER_CONFLICT: { status: null, text: 'Both groups have customers, together more than `maxCustomersPerGroup`.' },
  GROUP_TOO_LARGE: { status: null, text: 'Together the groups have more identifiers than `maxIdentifiersPerGroup`.' },
  // Claims
  TOKEN_MISMATCH: { status: null, text: "The claim's token is not the one in the signed webhook." },
  TOKEN_MISSING: { status: null, text: 'The signed webhook carries no token to compare with.' },
  EXPIRED: { status: null, text: 'The claim waited longer than `claimTtlDays` for its purchase.' },
  TOO_MANY_CLAIMS: { status: null, text: 'The order already has ten accepted claims.' },
  // Campaigns and rewards
  CURRENCY_FIXED: { status: 409, text: 'The currency of a campaign is fixed by its first version.' },
  CAMPAIGN_ARCHIVED: { status: 409, text: 'The campaign is archived; a new one needs another id.' },
  TOO_MANY_CAMPAIGNS: {
    status: 409,
    text: 'The merchant has 1,000 campaigns; publish the next version of one of them.',
  },
  CONDITION_INVALID: {
    status: 400,
    text: 'The condition does not parse, or its types do not fit; `errors` says where.',
  },
  NOT_AVAILABLE: {
    status: 409,
    text: 'The reward is held until `availableAt`, or until an evaluation of its purchase succeeds.',
  },
  ALREADY_PAID: { status: 409, text: 'The reward was paid under another reference.' },
  NOT_PAYABLE: { status: 409, text: 'The reward is a clawback: the recipient owes it, so it cannot be paid to them.' },
  BUDGET_EXHAUSTED: { status: null, text: 'The reward would exceed a budget of its campaign.' },
  CAP_REACHED: { status: null, text: 'The reward would exceed a cap of its campaign for the recipient.' },
  RATE_MISSING: { status: null, text: 'No exchange rate is recorded for the currencies and the time of the purchase.' },
  // Replays
  REPLAY_TOO_LARGE: {
    status: null,
    text: 'The replay needs more memory than a worker gives it; run `tributary what-if` instead.',
  },
  // Checks
  CHECK_TOO_LARGE: {
    status: null,
    text: 'The check needs more memory than a worker gives it; run `tributary verify` or `tributary rebuild` instead.',
  },
  CHECK_IMPOSSIBLE: {
    status: null,
    text: 'Something is in the way of the check that an operator has to see to; `errorDetail` says what.',
  },
  // Shop deliveries kept in quarantine
  OTHER_SOURCE: {
    status: null,
    text: 'The delivery comes from another host than the first one after the secret was set; it may be a copy of the shop.',
  },
  TOPIC_MISSING: { status: null, text: 'The delivery has no topic header.' },
  VERSION_INVALID: { status: null, text: 'The version of the order is missing or not an instant.' },
  ORDER_ID_INVALID: { status: null, text: 'The order id is missing or invalid.' },
  AMOUNT_INVALID: {
    status: null,
    text: 'An amount is negative, out of range, or not a decimal number of the currency.',
  },
  CURRENCY_INVALID: { status: null, text: 'The currency is not an ISO 4217 code.' },
  REFUNDS_INVALID: { status: null, text: 'The refunds are not a list of amounts.' },
  CONVERSION_IMPOSSIBLE: { status: null, text: 'A refund is in another currency, and the order gives no rate.' },
  OCCURRED_AT_INVALID: { status: null, text: 'The time of the order is missing or not an instant.' },
  FIELD_INVALID: { status: null, text: 'Another field of the delivery cannot be understood; the detail names it.' },
  ERROR_OBJECT: { status: null, text: "The delivery is the shop's error message, not an order." },
} as const satisfies Record<string, { status: number | null; text: string }>;

export type Code = keyof typeof CODES;
export type MergeRefusal = Extract<Code, 'BLOCKED_IDENTIFIER' | 'SEPARATED' | 'CUSTOMER_CONFLICT' | 'GROUP_TOO_LARGE'>;
export type ClaimRefusal = Extract<
  Code,
  'BLOCKED_IDENTIFIER' | 'TOKEN_MISMATCH' | 'TOKEN_MISSING' | 'EXPIRED' | 'TOO_MANY_CLAIMS'
>;
export type WithholdingCode = Extract<Code, 'BUDGET_EXHAUSTED' | 'CAP_REACHED'>;
export type EvaluationError = Extract<Code, 'RATE_MISSING' | 'INTERNAL'>;
export type CampaignRefusal = Extract<Code, 'CURRENCY_FIXED' | 'CAMPAIGN_ARCHIVED'>;
