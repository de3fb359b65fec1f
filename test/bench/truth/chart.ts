/** A chart of lines as SVG. */
export interface Line {
  name: string;
  colour: string;
  /** [x, y], both in per cent. */
  points: [number, number][];
}

const WIDTH = 720;
const HEIGHT = 420;
const LEFT = 60;
const RIGHT = 190;
const TOP = 56;
const BOTTOM = 52;
/** Names of lines that end near each other keep so far apart. */
const NAME_PITCH = 18;
const FONT = 'font-family="system-ui, sans-serif"';

export function lineChart(title: string, xTitle: string, lines: readonly Line[]): string {
  const xMax = Math.max(...lines.flatMap(({ points }) => points.map(([x]) => x)), 1);
  const x = (value: number) => LEFT + (value / xMax) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - value / 100) * (HEIGHT - TOP - BOTTOM);
  const text = (at: [number, number], more: string, words: string) =>
    `<text x="${round(at[0])}" y="${round(at[1])}" ${FONT} ${more}>${words}</text>`;
  const parts = [text([LEFT, 28], 'font-size="16" font-weight="600" fill="#1f2937"', title)];
  for (let tick = 0; tick <= 100; tick += 20) {
    parts.push(`<path d="M${LEFT} ${round(y(tick))}H${WIDTH - RIGHT}" stroke="#e5e7eb"/>`);
    parts.push(text([LEFT - 8, y(tick) + 4], 'font-size="12" fill="#4b5563" text-anchor="end"', `${tick} %`));
  }
  for (const [tick] of lines[0]?.points ?? [])
    parts.push(
      text([x(tick), HEIGHT - BOTTOM + 20], 'font-size="12" fill="#4b5563" text-anchor="middle"', `${tick} %`),
    );
  parts.push(text([x(xMax / 2), HEIGHT - 10], 'font-size="13" fill="#4b5563" text-anchor="middle"', xTitle));
  let lowest = -Infinity;
  for (const { name, colour, points } of lines.toSorted((a, b) => lastOf(b)[1] - lastOf(a)[1])) {
    const path = points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${round(x(px))} ${round(y(py))}`).join('');
    parts.push(`<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.5"/>`);
    for (const [px, py] of points)
      parts.push(`<circle cx="${round(x(px))}" cy="${round(y(py))}" r="3.5" fill="${colour}"/>`);
    const [, end] = points.at(-1) ?? [0, 0];
    lowest = Math.max(y(end) + 4, lowest + NAME_PITCH);
    parts.push(text([WIDTH - RIGHT + 12, lowest], `font-size="13" fill="${colour}"`, `${name}, ${Math.round(end)} %`));
  }
  const size = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
  const ground = `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${title}">\n${ground}\n${parts.join('\n')}\n</svg>\n`;
}

function lastOf({ points }: Line): [number, number] {
  return points.at(-1) ?? [0, 0];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
