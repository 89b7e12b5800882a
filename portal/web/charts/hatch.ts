/** A 45° hatch as a canvas pattern: the mark of a forecast. */
export function hatch(color: string, opacity = 1): { image: HTMLCanvasElement; repeat: 'repeat' } {
  const size = 8;
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.globalAlpha = opacity;
    context.strokeStyle = color;
    context.lineWidth = 1.4;
    context.beginPath();
    // Three strokes, so that the tiles join without a seam.
    for (const shift of [-size, 0, size]) {
      context.moveTo(shift, size);
      context.lineTo(shift + size, 0);
    }
    context.stroke();
  }
  return { image: canvas, repeat: 'repeat' };
}
