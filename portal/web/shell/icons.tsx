import type { ReactNode } from 'react';

const paths = {
  'sales-overview': 'M3 17V9m5 8V5m5 12v-6m4 6V7',
  'team-performance':
    'M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5 8c0-3 2-5 5-5s5 2 5 5m2-8a2.5 2.5 0 1 0-1-4.8M14.5 12c2.2.3 3.5 2.2 3.5 4.5',
  funnel: 'M3 4h14l-5.5 6.5V17l-3-1.8v-4.7L3 4Z',
  forecast: 'M3 14l4-4 3 3 3-4m1-1 1.5-2M16 5l.8-1.2',
  data: 'M10 7c3.9 0 7-1.1 7-2.5S13.900 2 10 2 3 3.100 3 4.500 6.100 7 10 7Zm7-2.500v5.500c0 1.400-3.100 2.500-7 2.500s-7-1.100-7-2.500V4.500m14 5.500v5.500c0 1.400-3.100 2.500-7 2.500s-7-1.100-7-2.500V10',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12Zm8 2-3.800-3.800',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100m9.200 9.200 1.100 1.100m0-11.400-1.100 1.100m-9.200 9.200-1.100 1.100',
  moon: 'M17 11.500A7 7 0 1 1 8.500 3a5.500 5.500 0 0 0 8.500 8.500Z',
  language:
    'M2.500 10a7.500 7.500 0 1 0 15 0 7.500 7.500 0 0 0-15 0Zm0 0h15M10 2.500c2.300 2.200 3.200 4.700 3.200 7.500s-.9 5.300-3.200 7.500c-2.300-2.200-3.200-4.700-3.200-7.500s.9-5.300 3.200-7.500Z',
  exit: 'M12 3H4.500A1.500 1.500 0 0 0 3 4.500v11A1.500 1.500 0 0 0 4.500 17H12m1.500-10.500L17 10l-3.500 3.500M17 10H8',
  rows: 'M3 5h14M3 10h14M3 15h9',
  table: 'M3 4h14v12H3zM3 8.500h14M8 8.500V16',
  chart: 'M3 3v14h14M7 13v-3m4 3V6m4 7V9',
  close: 'M5 5l10 10M15 5 5 15',
  warning: 'M10 3 2.500 16.500h15L10 3Zm0 5v4m0 2.200v.3',
  more: 'M4.500 10h.1M10 10h.1M15.500 10h.1',
  download: 'M10 3v9m-4-3.500 4 3.500 4-3.500M4 16.500h12',
} as const;

export type IconName = keyof typeof paths;

export function isIcon(name: string): name is IconName {
  return name in paths;
}

/** A line icon; always beside a text or inside a labelled button, so it is hidden from screen readers. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
