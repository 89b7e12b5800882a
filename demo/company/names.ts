import { itemAt, type Prng } from './prng.ts';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
];
const given = [
  ...[
    '伟',
    '芳',
    '娜',
    '敏',
    '静',
    '强',
    '磊',
    '军',
    '洋',
    '勇',
    '艳',
    '杰',
    '涛',
    '明',
    '超',
    '霞',
    '平',
    '刚',
  ],
  ...[
    '建国',
    '志强',
    '晓东',
    '丽华',
    '思远',
    '子涵',
    '雨桐',
    '文博',
    '佳怡',
    '嘉豪',
    '海燕',
    '春梅',
    '立新',
    '国栋',
  ],
  ...['婷婷', '雪梅', '浩然', '俊杰', '晨曦', '一鸣', '梦洁', '天宇', '成林', '玉兰', '振华', '秀英'],
];
const firstWords = [...'明华鑫恒瑞德宏盛泰远安东新凯博力精科联创通达金正永嘉海天中宇'];
const secondWords = [...'远达源诚信昌兴邦利和丰润泽成强腾飞锐特威隆'];
const businesses: readonly (readonly [industry: string, words: readonly string[]])[] = [
  ['机械制造', ['机械', '机械设备', '精密机械', '数控设备']],
  ['汽车零部件', ['汽车部件', '汽配', '汽车科技']],
  ['电子', ['电子', '电子科技', '半导体']],
  ['化工', ['化工', '新材料', '精细化工']],
  ['食品', ['食品', '食品机械']],
  ['医药', ['制药', '医疗器械']],
  ['能源', ['新能源', '电力设备', '光伏科技']],
  ['建筑', ['建设工程', '钢结构']],
  ['物流', ['物流', '仓储设备']],
  ['贸易', ['贸易', '五金工具', '工业品']],
];
const regions = [
  {
    id: 'R1',
    name: '华东',
    weight: 0.38,
    cities: ['上海', '苏州', '杭州', '宁波', '南京', '无锡', '合肥', '常州'],
    provinces: ['上海市', '江苏省', '浙江省', '浙江省', '江苏省', '江苏省', '安徽省', '江苏省'],
    codes: ['310115', '320508', '330108', '330212', '320115', '320214', '340104', '320411'],
  },
  {
    id: 'R2',
    name: '华南',
    weight: 0.27,
    cities: ['深圳', '广州', '东莞', '佛山', '厦门', '珠海'],
    provinces: ['广东省', '广东省', '广东省', '广东省', '福建省', '广东省'],
    codes: ['440305', '440112', '441900', '440606', '350206', '440402'],
  },
  {
    id: 'R3',
    name: '华北',
    weight: 0.2,
    cities: ['北京', '天津', '青岛', '济南', '石家庄', '太原'],
    provinces: ['北京市', '天津市', '山东省', '山东省', '河北省', '山西省'],
    codes: ['110108', '120116', '370214', '370112', '130108', '140105'],
  },
  {
    id: 'R4',
    name: '西部',
    weight: 0.15,
    cities: ['成都', '重庆', '西安', '昆明', '贵阳', '兰州'],
    provinces: ['四川省', '重庆市', '陕西省', '云南省', '贵州省', '甘肃省'],
    codes: ['510107', '500112', '610113', '530111', '520115', '620102'],
  },
] as const;

export const regionNames = regions.map(({ id, name }) => ({ id, name }));

export function personName(prng: Prng): string {
  return prng.pick(surnames) + prng.pick(given);
}

export interface CompanyName {
  readonly name: string;
  readonly shortName: string;
  readonly creditCode: string;
  readonly city: string;
  readonly province: string;
  readonly regionId: string;
  readonly industry: string;
}

export function companyName(prng: Prng): CompanyName {
  const region = itemAt(regions, prng.weighted(regions.map(({ weight }) => weight)));
  const at = prng.int(0, region.cities.length - 1);
  const [industry, words] = prng.pick(businesses);
  const city = itemAt<string>(region.cities, at);
  const shortName = city + prng.pick(firstWords) + prng.pick(secondWords) + prng.pick(words);
  return {
    name: `${shortName}有限公司`,
    shortName,
    creditCode: creditCode(prng, itemAt<string>(region.codes, at)),
    city,
    province: itemAt<string>(region.provinces, at),
    regionId: region.id,
    industry,
  };
}

const codeDigits = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码: 17 characters and a check character modulo 31 (GB 32100-2015). */
function creditCode(prng: Prng, area: string): string {
  let code = `91${area}MA`;
  while (code.length < 17) code += codeDigits.charAt(prng.int(0, 30));
  let sum = 0;
  for (let index = 0, weight = 1; index < 17; index += 1, weight = (weight * 3) % 31) {
    sum += codeDigits.indexOf(code.charAt(index)) * weight;
  }
  return code + codeDigits.charAt((31 - (sum % 31)) % 31);
}
