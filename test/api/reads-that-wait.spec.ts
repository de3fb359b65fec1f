/** Every read of the API takes `?after=`, and answers HEAD as it answers GET. */
import { NO_READ_MODELS } from '../support/api-contract';
import { ADMIN_KEY, TestApp } from '../support/app';

const FAR_AHEAD = 1_000_000;

let app: TestApp;
/** Paths of all reads of a merchant, with values in the place of their parameters, and whether they list `after`. */
const reads: { path: string; takesAfter: boolean }[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  const merchant = await app.merchant();
  const { body } = await app.get('/openapi.json', ADMIN_KEY);
  const paths = body['paths'] as unknown as Record<string, { get?: { parameters: { name: string; in: string }[] } }>;
  for (const [path, { get }] of Object.entries(paths)) {
    if (get === undefined || !path.startsWith('/v1/') || NO_READ_MODELS.includes(path)) continue;
    const filled = path
      .replace('{type}', 'customer_id')
      .replace(/\{(id)\}/, '00000000-0000-4000-8000-000000000000')
      .replace(/\{\w+\}/g, 'x');
    reads.push({
      // What a search looks for; other reads ignore it.
      path: `${filled}?merchantId=${merchant.merchantId}&text=x`,
      takesAfter: get.parameters.some((parameter) => parameter.in === 'query' && parameter.name === 'after'),
    });
  }
});
afterAll(() => app.stop());

const answer = async (method: 'GET' | 'HEAD', path: string) => {
  const { status, headers } = await app.request(method, path, { key: ADMIN_KEY });
  return { status, type: headers.get('content-type'), retryAfter: headers.get('retry-after') };
};

it('every read lists the parameter after', () => {
  expect(reads.length).toBeGreaterThan(12);
  expect(reads.filter(({ takesAfter }) => !takesAfter)).toEqual([]);
});

it('every read answers READ_MODEL_BEHIND where the read model does not reach the position in time', async () => {
  for (const { path } of reads) {
    const { status, body } = await app.get(`${path}&after=${FAR_AHEAD}&waitMs=0`, ADMIN_KEY);
    expect({ path, status, code: body['code'] }).toEqual({ path, status: 503, code: 'READ_MODEL_BEHIND' });
  }
});

it.each(['-1', '1.5', 'x', ''])('every read refuses after=%s', async (after) => {
  for (const { path } of reads) {
    const { status, body } = await app.get(`${path}&after=${after}`, ADMIN_KEY);
    expect({ path, status, code: body['code'] }).toEqual({ path, status: 400, code: 'INVALID_PARAMETER' });
  }
});

it.each(['', `&after=${FAR_AHEAD}&waitMs=0`, '&after=0', '&after=x', '&limit=0', '&cursor=x'])(
  'every read answers HEAD as it answers GET, with %s',
  async (query) => {
    for (const { path } of reads) {
      const head = await answer('HEAD', `${path}${query}`);
      expect({ path, ...head }).toEqual({ path, ...(await answer('GET', `${path}${query}`)) });
    }
  },
);
