import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/project-root.ts';
import { documentSchema } from '../../../connectors/fixture/document.ts';
import { assertAppraisableDocument } from './assert-appraisable.ts';

const text = readFileSync(join(projectRoot(), 'examples', 'golden', 'every-field.json'), 'utf8');

/** The document's numbers as the text that stands there, like the reader of the file has them. */
const withTexts = (of: unknown): unknown => {
  if (typeof of === 'number') return String(of);
  if (Array.isArray(of)) return of.map(withTexts);
  if (typeof of !== 'object' || of === null) return of;
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, withTexts(value)]));
};

const judged = (from = '', to = '') =>
  assertAppraisableDocument(
    'given.json',
    documentSchema.parse(withTexts(JSON.parse(text.replace(from, to)))),
  );

describe('a document', () => {
  it('that can be appraised is taken', () => {
    expect(() => judged()).not.toThrow();
  });

  it.each([
    [
      'weights that do not add up',
      '"followup": "0.2"',
      '"followup": "0.3"',
      /weight_sets\[AE v2\]\.weights: .*\(weights_add_up\)/,
    ],
    ['tiers that overlap', '"from": "0.5"', '"from": "1"', /tiers: Tiers overlap.*\(tiers_ascend\)/],
    [
      'two roles on one day',
      '"valid_from": "2026-02-15"',
      '"valid_from": "2026-02-14"',
      /employees\[A1\]: .*\(one_role_a_day\)/,
    ],
    [
      'a missing rate, naming the order',
      '"date": "2026-01-05"',
      '"date": "2026-01-25"',
      /No rate from USD to CNY is known on or before 2026-01-20, for order O2\. \(rate_known\)/,
    ],
    ['a KPI nobody measures', '"kpi": "followup"', '"kpi": "charm"', /targets\[A1 charm\]: .*\(kpi_known\)/],
    [
      'a day in role without weights',
      '"valid_from": "2026-01-16"',
      '"valid_from": "2026-01-20"',
      /weight_sets\[AE\]: No weights hold on 2026-01-16.*\(weights_without_gap\)/,
    ],
  ])('with %s is refused, with file, key and rule', (_, from, to, told) => {
    expect(() => judged(from, to)).toThrow(
      expect.objectContaining({ code: 'APPRAISAL_REFUSED', subject: 'given.json' }),
    );
    expect(() => judged(from, to)).toThrow(told);
  });
});
