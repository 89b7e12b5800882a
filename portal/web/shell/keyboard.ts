import { useEffect } from 'react';

interface Actions {
  readonly palette: () => void;
  readonly help: () => void;
}

/** Keys that work everywhere: / and ⌘K search, ? help, J and K through rows, E why. Not while somebody types. */
export function useShortcuts(actions: Actions): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => handle(event, actions);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions]);
}

function handle(event: KeyboardEvent, actions: Actions): void {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    actions.palette();
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
  const act = keys(actions)[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

function keys(actions: Actions): Readonly<Record<string, () => void>> {
  return {
    '/': actions.palette,
    '?': actions.help,
    j: () => move(1),
    k: () => move(-1),
    e: explain,
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null;
}

/** Moves the focus among rows and tiles in reading order. */
function move(step: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-stop]')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? stops.indexOf(focused) : -1;
  const next = stops[at === -1 ? 0 : Math.min(stops.length - 1, Math.max(0, at + step))];
  next?.focus({ preventScroll: false });
  next?.scrollIntoView({ block: 'nearest' });
}

/** Opens the explanation of the tile in focus, or of the first one. */
function explain(): void {
  const tile = document.activeElement?.closest('.tile') ?? document.querySelector('.tile');
  tile?.querySelector<HTMLElement>('[data-why]')?.click();
}
