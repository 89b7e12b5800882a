/** Exact amounts as BigInt of 10⁻¹⁰ yuan: fen (2 places) × rate (4) × share (4). */
export type Exact = bigint;

const scale = 10;
const perFen = 10n ** 8n;

/** Fen × rate × share, both in ten-thousandths. */
export function exactOf(fen: number, rateE4 = 10_000, shareE4 = 10_000): Exact {
  return BigInt(fen) * BigInt(rateE4) * BigInt(shareE4);
}

/** All ten decimal places. */
export function exactText(amount: Exact): string {
  return decimalText(amount, scale);
}

/** Rounded to the fen, halves away from zero. */
export function roundedText(amount: Exact): string {
  const half = amount < 0n ? -perFen / 2n : perFen / 2n;
  return decimalText((amount + half) / perFen, 2);
}

/** An integer of hundredths as decimal text. */
export function hundredthsText(hundredths: number): string {
  return decimalText(BigInt(hundredths), 2);
}

function decimalText(value: bigint, places: number): string {
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
