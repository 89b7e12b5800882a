import type { Config } from '../../../config/load.ts';

export type Language = 'zh' | 'en';

/** The language that was asked for, else the company's. */
export function languageOf(
  { config }: { readonly config: Pick<Config, 'company'> },
  asked: Language | undefined,
): Language {
  return asked ?? (config.company.language.startsWith('zh') ? 'zh' : 'en');
}

const words = {
  en: {
    ...{ code: 'Plan', version: 'Version', file: 'File', roles: 'Roles', unit: 'Unit', from: 'From' },
    ...{ until: 'Until', payout: 'Pays by', name: 'Name', all: 'all', open: 'open', any: 'any period' },
    ...{ month: 'month', quarter: 'quarter', half: 'half-year', year: 'year' },
    ...{ none: 'There are no plan files.', good: 'can be appraised by', place: 'Key' },
    ...{ before: 'Taken in', after: 'File now', same: 'The files are what was taken in.' },
    ...{
      currency: 'Currency',
      answers: 'Answers needed',
      weights: 'Weights',
      curves: 'Scores',
      tiers: 'Tiers',
    },
    ...{ bands: 'Coefficients', gate: 'Earns from', cap: 'Cap', release: 'Released', draws: 'Guarantees' },
    ...{ bonus: 'Team bonus', overrides: 'Overrides', from_share: 'from', days: 'Days', atOnce: 'at once' },
    ...{ by_cash: 'by what is paid of each deal', recoverable: 'recoverable', ofTarget: 'of the target' },
    ...{ ofTeam: 'of the team’s net sales from', linear: '100 × value', floor: 'from', most: 'at most' },
    perspectives: 'Perspectives',
    ...{ level: 'level', without: 'Not held against these files, which are refused by themselves' },
  },
  zh: {
    ...{ code: '方案', version: '版本', file: '文件', roles: '岗位', unit: '组织', from: '首日' },
    ...{
      until: '止日（不含）',
      payout: '支付周期',
      name: '名称',
      all: '全部',
      open: '未结束',
      any: '任何期间',
    },
    ...{ month: '月', quarter: '季', half: '半年', year: '年' },
    ...{ none: '没有方案文件。', good: '可据以考核', place: '键' },
    ...{ before: '已采用', after: '现文件', same: '文件与已采用的内容一致。' },
    ...{ currency: '币种', answers: '最少答卷', weights: '权重', curves: '得分', tiers: '阶梯' },
    ...{ bands: '绩效系数', gate: '计提门槛', cap: '封顶', release: '发放', draws: '保底' },
    ...{ bonus: '团队奖金', overrides: '管理提成', from_share: '自', days: '日期', atOnce: '立即' },
    ...{ by_cash: '按每单回款比例', recoverable: '可收回', ofTarget: '目标' },
    ...{ ofTeam: '的团队销售额，达成自', linear: '100 × 值', floor: '自', most: '最高' },
    perspectives: '维度',
    ...{ level: '上级', without: '未与以下文件核对，因其本身不合规' },
  },
} as const;

/** What these answers say, in one language. */
export function wordsOf(language: Language): Readonly<Record<keyof (typeof words)['en'], string>> {
  return words[language];
}
