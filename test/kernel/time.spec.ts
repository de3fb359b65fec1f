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
