import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 640px)');

/** Whether the page is as narrow as a phone: charts then label less, tables show fewer rows at once. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener);
      return () => narrow.removeEventListener('change', listener);
    },
    () => narrow.matches,
  );
}
