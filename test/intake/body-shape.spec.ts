import { list, object, optional, preset, readBody, variants, type Shape } from '../../libs/intake/body-shape';
import { absent, flag, id, integer, label, oneOf } from '../../libs/intake/body-values';
import { valueOf } from './support';

const ITEM = object({ sku: label(), count: preset(integer([1, 9]), 1) }, { name: 'Item' });
const ORDER = object(
  {
    orderId: id({ description: 'Of the shop.' }),
    gift: optional(flag({ description: 'Wrapped.' })),
    items: list(ITEM, [1, 3]),
    total: optional(integer([0, 100])),
    refunded: optional(integer([0, 100])),
  },
  {
    rule({ total, refunded }, place) {
      if (total !== undefined && refunded !== undefined && refunded > total)
        place.field('refunded').fail('is too much');
    },
  },
);
const order = { orderId: 7, items: [{ sku: 'a' }] };

function errorsOf<T>(shape: Shape<T>, body: unknown) {
  const outcome = readBody(shape, body);
  return outcome.ok ? [] : outcome.problem.errors!.map(({ path, message }) => `${path}: ${message}`);
}

describe('a body', () => {
  it('is read as its shape says, without fields that were left out', () => {
    expect(valueOf(readBody(ORDER, { ...order, gift: null }))).toEqual({
      orderId: '7',
      items: [{ sku: 'a', count: 1 }],
    });
  });

  it('is refused with every mistake and its place', () => {
    const body = { gift: 1, items: [{ sku: 'a', count: 10 }, { sku: '', colour: 'red' }, 'c'], note: 'x' };
    expect(errorsOf(ORDER, body)).toEqual([
      'note: unknown field',
      'orderId: is required',
      'gift: must be true or false',
      'items[0].count: must be an integer from 1 to 9',
      'items[1].colour: unknown field',
      'items[1].sku: must not be empty',
      'items[2]: must be an object',
    ]);
  });

  it.each([
    [[], 'items: must have 1 at least'],
    [[1, 2, 3, 4], 'items: must be a list of at most 3'],
    [{}, 'items: must be a list of at most 3'],
  ])('is refused with the items %j', (items, error) => {
    expect(errorsOf(ORDER, { ...order, items })).toEqual([error]);
  });

  it('keeps to the rules over several of its fields, also when another field cannot be read', () => {
    expect(errorsOf(ORDER, { ...order, gift: 'no', total: 5, refunded: 6 })).toEqual([
      'gift: must be true or false',
      'refunded: is too much',
    ]);
  });

  it('tells a hundred mistakes and counts no further', () => {
    const body = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`field${n}`, n]));
    expect(errorsOf(ORDER, body)).toHaveLength(100);
  });

  it('with text that cannot be stored is INVALID_TEXT, whatever else is wrong', () => {
    const outcome = readBody(ORDER, { ...order, orderId: 'a\ud800', gift: 1 });
    expect(!outcome.ok && outcome.problem.code).toBe('INVALID_TEXT');
  });

  it('of several variants is read by the one that it names', () => {
    const amount = integer([1, 9]);
    const reward = variants('kind', {
      fixed: object({ kind: oneOf(['fixed']), amount }),
      free: object({ kind: oneOf(['free']), amount: absent('is not for free ones') }),
    });
    expect(valueOf(readBody(reward, { kind: 'fixed', amount: 3 }))).toEqual({ kind: 'fixed', amount: 3 });
    expect(valueOf(readBody(reward, { kind: 'free', amount: null }))).toEqual({ kind: 'free' });
    expect(errorsOf(reward, { kind: 'free', amount: 3 })).toEqual(['amount: is not for free ones']);
    expect(errorsOf(reward, { kind: 'toString' })).toEqual(['kind: must be one of fixed, free']);
    expect(errorsOf(reward, {})).toEqual(['kind: is required']);
  });
});

describe('the schema of a shape', () => {
  it('takes null for what may be left out, and shows descriptions beside it', () => {
    expect(ORDER.schema).toMatchObject({
      type: 'object',
      required: ['orderId', 'items'],
      properties: {
        orderId: { description: 'Of the shop.' },
        gift: { type: ['boolean', 'null'], description: 'Wrapped.' },
        items: { type: 'array', minItems: 1, maxItems: 3, items: { title: 'Item' } },
      },
    });
    expect(optional(oneOf(['a', 'b'])).schema).toEqual({ type: ['string', 'null'], enum: ['a', 'b', null] });
    expect(optional(ITEM).schema).toEqual({ anyOf: [ITEM.schema, { type: 'null' }] });
  });
});
