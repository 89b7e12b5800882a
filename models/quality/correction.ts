/** As much of an item to be put right as its sentence needs. */
export interface WrongRecord {
  readonly kind: 'row' | 'rows' | 'record_check';
  /** What staging says of a row it refused: `customer_id is missing`, `unreadable unit_price is no number`. */
  readonly rule: string;
  readonly evidence: Readonly<Record<string, string>>;
}

/** The rule of every check of records. */
export const recordsWrong = 'records are wrong';

/** So many rows of one mapping refused by one rule are no errors of those who typed them: they are one item. */
export const mostRowsOneByOne = 200;

/** What is wrong with it, in a few words. */
export function problemOf({ kind, rule, evidence }: WrongRecord): {
  readonly en: string;
  readonly zh: string;
} {
  if (kind === 'record_check') {
    const { wrong = '', checked = '', business_date: day = '' } = evidence;
    return {
      en: `${wrong} of ${checked} records checked on ${day} are wrong`,
      zh: `${day} 核对的 ${checked} 条记录中有 ${wrong} 条错误`,
    };
  }
  const one = { en: rule, zh: inChinese(rule) };
  if (kind === 'row') return one;
  const { rows = '' } = evidence;
  return { en: `${rows} rows: ${one.en}`, zh: `${rows} 行：${one.zh}` };
}

function inChinese(rule: string): string {
  const missing = /^(\w+) is missing$/.exec(rule);
  if (missing !== null) return `缺少 ${missing[1]}`;
  const unreadable = /^unreadable (.*)$/s.exec(rule);
  return unreadable === null ? rule : `无法读取：${unreadable[1]}`;
}
