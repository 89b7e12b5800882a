import type { Sentiment } from './facts.ts';
import type { Prng } from './prng.ts';

const ownBrands = ['启衡', '衡锐', '衡盾'];
const competitors = ['震坤行', '固安捷', '西域', '鑫方盛'];
const goods = [
  '卡尺',
  '扭矩扳手',
  '角磨机',
  '防护手套',
  '安全鞋',
  '丝锥',
  '轴承',
  '气缸',
  '断路器',
  '润滑脂',
  '搬运车',
  '焊丝',
];

const sentences: Record<Sentiment, readonly string[]> = {
  positive: [
    '{b}的{g}质量真不错,车间用了半年没坏过',
    '昨天下单今天就到了,{b}物流给力👍',
    '{g}手感很好,精度也稳定,推荐',
    '比{c}便宜,服务还好,以后就认准{b}了',
    '客服很耐心,帮我选到了合适的{g},点赞',
    '一直用{b}的{g},靠谱',
    '性价比很高,{g}已经回购第三次',
    '销售工程师上门讲解很专业,满意',
    '{b}这次活动力度大,囤了一批{g}',
    '包装严实,正品,好评',
  ],
  negative: [
    '{g}用了两天就坏了,太失望',
    '等了一个星期还没发货,{b}能不能快点😡',
    '发票开错两次,售后一直推脱',
    '{b}的{g}价格比{c}贵不少,不划算',
    '客服态度差,退货拖了半个月',
    '{g}尺寸不准,精度太差,差评',
    '型号发错了,耽误产线停机,气人',
    '说好的优惠没有兑现,不会再买',
    '{g}有异味,质量明显下降',
    '投诉了三次没人处理,垃圾',
  ],
  neutral: [
    '请问{g}有现货吗?',
    '{g}能开增值税专票吗',
    '这个和{c}的有什么区别',
    '路过看看',
    '{b}在西安有仓库吗?',
    '活动到几号结束?',
    '转发微博',
    '求{g}的选型手册',
    '已私信,请回复',
    '今天{c}也发了同样的新闻',
  ],
};

const posts = [
  '【新品上市】衡锐数显系列量具到货,精度±0.02mm,欢迎咨询。',
  '【618工业品节】{g}全场满减,企业采购专享账期。',
  '【安全生产】高温天气作业,衡盾防护用品助您一臂之力。',
  '【案例】启衡为某汽车零部件企业搭建智能仓,备件周转天数下降30%。',
  '【双11】{g}限时特惠,售完即止。',
  '【展会】启衡亮相工博会,现场试用{g}有礼。',
  '【服务】全国28个前置仓,{g}次日达。',
  '【小课堂】如何挑选合适的{g}?收藏这一篇就够了。',
];

export function postText(prng: Prng): string {
  return fill(prng, prng.pick(posts));
}

/** A comment of the given mood; one in twelve is a re-post that quotes somebody. */
export function commentText(prng: Prng, sentiment: Sentiment): string {
  const text = fill(prng, prng.pick(sentences[sentiment]));
  return prng.chance(1 / 12) ? `${text} //@用户${prng.int(1000, 9999)}: 转发微博` : text;
}

function fill(prng: Prng, sentence: string): string {
  return sentence
    .replace('{b}', prng.pick(ownBrands))
    .replace('{c}', prng.pick(competitors))
    .replace('{g}', prng.pick(goods));
}
