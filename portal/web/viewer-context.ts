import { createContext, useContext } from 'react';
import type { Me } from '../api.ts';

export const ViewerContext = createContext<Me | null>(null);

/** Who is signed in; only for what stands inside the shell. */
export function useViewer(): Me {
  const me = useContext(ViewerContext);
  if (me === null) throw new Error('useViewer is used outside the shell.');
  return me;
}
