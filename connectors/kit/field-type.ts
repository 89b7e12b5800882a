import { z } from 'zod';
import type { FieldType } from './connector.ts';

/** The field types a configuration may declare. */
export const fieldTypes = z.enum([
  'string',
  'int',
  'decimal',
  'float',
  'bool',
  'date',
  'timestamp',
  'json',
  'amount',
  'day',
  'phone',
  'text',
]) satisfies z.ZodType<FieldType>;
