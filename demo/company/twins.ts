import type { CompanyName } from './names.ts';
import { itemAt, type Prng, prngFor } from './prng.ts';

/** How a customer can be reached, and a second account of it that somebody has typed in without its credit code. */
export interface Reached {
  readonly phone: string;
  readonly email: string;
  readonly twin: Twin | undefined;
}

export interface Twin {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

const twinShare = 0.025;
const traditional: Readonly<Record<string, string>> = {
  ...{ 华: '華', 达: '達', 远: '遠', 机: '機', 电: '電', 东: '東', 兴: '興', 泽: '澤', 飞: '飛', 锐: '銳' },
  ...{ 联: '聯', 创: '創', 恒: '恆', 诚: '誠', 腾: '騰', 润: '潤', 汽: '汽', 车: '車', 药: '藥', 设: '設' },
};
const sameSound: Readonly<Record<string, string>> = {
  ...{ 远: '元', 达: '答', 瑞: '锐', 鑫: '新', 恒: '横', 宏: '洪', 信: '欣', 诚: '成', 昌: '常', 利: '力' },
  ...{ 和: '合', 丰: '峰', 明: '名', 德: '得', 泰: '太', 安: '氨', 博: '勃', 通: '同', 源: '园', 强: '墙' },
};

/**
 * Drawn from the customer's own seed, so that the rest of the company stays as it is. Numbers begin with a zero after the area code, as
 * none does that can be called.
 */
export function reached(seed: string | number, id: string, company: CompanyName): Reached {
  const prng = prngFor(seed, 'reached', id);
  const number = `0${String(prng.int(0, 9_999_999)).padStart(7, '0')}`;
  const [phone, email] = [
    `0${prng.pick(['21', '755', '10', '28'])}-${number}`,
    `info@${id.toLowerCase()}.example`,
  ];
  return { phone, email, twin: prng.chance(twinShare) ? twinOf(prng, company, { phone, email }) : undefined };
}

function twinOf(prng: Prng, company: CompanyName, { phone, email }: Pick<Reached, 'phone' | 'email'>): Twin {
  const write = itemAt(spellings, prng.int(0, spellings.length - 1));
  const reachedBy = prng.weighted([55, 25, 20]);
  return {
    name: write(company, prng),
    phone: reachedBy === 0 ? phone.replace(/^0(\d+)-/, '+86 $1 ') : null,
    email: reachedBy === 1 ? email.toUpperCase() : null,
  };
}

type Spelling = (company: CompanyName, prng: Prng) => string;

/** As people write one name. */
const spellings: readonly Spelling[] = [
  ({ shortName }) => shortName,
  ({ shortName }) => `${shortName}股份有限公司`,
  ({ name }) => replaceEach(name, traditional),
  ({ name, city }) => `${name.slice(city.length, -4)}（${city}）有限公司`,
  ({ shortName }) => ` ${shortName.slice(0, 4)}　${shortName.slice(4)}`,
  ({ name }) => replaceFirst(name, sameSound),
  ({ name }, prng) => without(name, prng.int(2, 4)),
];

function replaceEach(text: string, table: Readonly<Record<string, string>>): string {
  return [...text].map((letter) => table[letter] ?? letter).join('');
}

/** Not in the city, which nobody mistakes. */
function replaceFirst(text: string, table: Readonly<Record<string, string>>): string {
  const at = [...text].findIndex((letter, index) => index > 1 && table[letter] !== undefined);
  const letter = text.charAt(at);
  return at < 0 ? text : text.slice(0, at) + (table[letter] ?? letter) + text.slice(at + 1);
}

function without(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at + 1);
}
