import { z } from 'zod';

const units: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

const words = 'a size such as 512MiB, 8GiB or a number of bytes';

/** A size as people write it; the output is bytes. */
export const sizeSchema = z
  .union([z.int(words).min(0, words), z.string()], words)
  .transform((value, context) => {
    const bytes = typeof value === 'number' ? value : bytesOf(value);
    if (bytes !== undefined) return bytes;
    context.addIssue({ code: 'custom', message: words });
    return z.NEVER;
  });

/** `8GiB` → 8,589,934,592; undefined for what is no size. */
function bytesOf(text: string): number | undefined {
  const [, number, unit = 'B'] = /^\s*(\d+(?:\.\d+)?)\s*([KMGT]?i?B)?\s*$/i.exec(text) ?? [];
  const factor = units[unit.toUpperCase()];
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}
