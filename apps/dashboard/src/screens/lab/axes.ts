/** The look that axes of all pictures here share. */
import type { Colours } from '../../components/chart';

export const GRID = { left: 8, right: 24, top: 40, bottom: 8, containLabel: true };

const LABEL_WIDTH = 140;

export function valueAxis(colours: Colours, formatter?: (value: number) => string) {
  return {
    type: 'value',
    splitNumber: 4,
    axisLabel: { color: colours['text-quiet'], hideOverlap: true, ...(formatter && { formatter }) },
    splitLine: { lineStyle: { color: colours.line } },
  };
}

export function timeAxis(colours: Colours) {
  return { type: 'time', axisLabel: { color: colours['text-quiet'], hideOverlap: true } };
}

/** Names from above to below. */
export function nameAxis(colours: Colours, names: readonly string[]) {
  return {
    type: 'category',
    inverse: true,
    data: names,
    axisLabel: { color: colours.text, width: LABEL_WIDTH, overflow: 'truncate' },
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
  };
}

export function legend(colours: Colours) {
  return { top: 0, left: 0, type: 'scroll', textStyle: { color: colours.text } };
}

/** One for each scenario, and the first for what is recorded. */
export function seriesColours(colours: Colours): string[] {
  const { accent, waiting, good, bad, text } = colours;
  const more = (['more-1', 'more-2', 'more-3', 'more-4', 'more-5'] as const).map((name) => colours[name]);
  return [colours['text-quiet'], accent, waiting, good, bad, ...more, text];
}
