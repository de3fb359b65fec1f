import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useCallback, useEffect, useRef } from 'react';

const MORE = ['more-1', 'more-2', 'more-3', 'more-4', 'more-5'] as const;
const COLOURS = ['text', 'text-quiet', 'line', 'surface', 'accent', 'good', 'waiting', 'bad', ...MORE] as const;
export type Colours = Record<(typeof COLOURS)[number], string>;

interface ChartProps {
  /** What it shows, in a sentence; the table beside it has the numbers. */
  label: string;
  option: (colours: Colours) => EChartsCoreOption;
  /** In rem. */
  height?: number;
}

/** A picture by ECharts, in the colours of the page. Texts are drawn, so names from outside stay texts. */
export function Chart({ label, option, height = 16 }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef(option);
  const draw = useCallback(() => {
    if (chart.current === null || place.current === null) return;
    const colours = coloursOf(place.current);
    const { fontFamily } = getComputedStyle(place.current);
    const tooltip = {
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontFamily },
    };
    const { tooltip: own, ...rest } = latest.current(colours) as { tooltip?: object };
    const base = { animation: false, textStyle: { fontFamily, color: colours.text } };
    chart.current.setOption({ ...base, ...rest, tooltip: { ...tooltip, ...own } }, { notMerge: true });
  }, []);
  useEffect(() => {
    const element = place.current!;
    let isGone = false;
    const seen = new ResizeObserver(() => chart.current?.resize());
    const themes = new MutationObserver(draw);
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    import('./echarts').then(
      ({ init }) => {
        if (isGone) return;
        chart.current = init(element);
        seen.observe(element);
        themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
        dark.addEventListener('change', draw);
        draw();
        element.dataset['drawn'] = 'true';
      },
      // Without it the table is still there.
      () => undefined,
    );
    return () => {
      isGone = true;
      seen.disconnect();
      themes.disconnect();
      dark.removeEventListener('change', draw);
      chart.current?.dispose();
      chart.current = null;
    };
  }, [draw]);
  useEffect(() => {
    latest.current = option;
    draw();
  }, [draw, option]);
  return <div ref={place} className="chart" role="img" aria-label={label} style={{ blockSize: `${height}rem` }} />;
}

/** Drawing needs colours, not the names of them. */
function coloursOf(element: HTMLElement): Colours {
  const probe = element.ownerDocument.createElement('span');
  element.append(probe);
  const colours = Object.fromEntries(
    COLOURS.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return colours as Colours;
}
