import fc from 'fast-check';
import { toInstant, toMillis } from '../../libs/kernel/time';

test('an instant is printed as Date prints it, and read back as the same millisecond', () => {
  const years = fc.date({
    min: new Date('1970-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(years, (date) => {
      expect(toInstant(date.getTime())).toBe(date.toISOString());
      expect(toMillis(toInstant(date.getTime()))).toBe(date.getTime());
    }),
  );
});

test.each([-1, -86_400_000, -86_400_001])('an instant before 1970 is printed and read the same way: %d', (millis) => {
  expect(toInstant(millis)).toBe(new Date(millis).toISOString());
});

test('any text is read as Date.parse reads it', () => {
  const instant = fc
    .tuple(
      fc.constantFrom(
        '2026-01-31',
        '2026-02-28',
        '2026-02-29',
        '2026-02-30',
        '2026-04-31',
        '2026-00-01',
        '0000-01-01',
        'x',
      ),
      fc.constantFrom(
        'T00:00:00.000',
        'T23:59:59.999',
        'T24:00:00.000',
        'T12:60:00.000',
        'T12:00:60.000',
        'T1x:00:00.000',
      ),
      fc.constantFrom('Z', '+00:00', '+02:00', '', 'z'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(fc.oneof(instant, fc.string()), { minLength: 1 }), (texts) => {
      for (const text of texts) expect(toMillis(text)).toBe(Date.parse(text));
    }),
    { numRuns: 500 },
  );
});
