import type { Tongue } from '../task/wording.ts';

/** What the first line of a team’s statement tells; money as text. */
interface TeamLine {
  readonly team: string;
  readonly period: string;
  readonly plan: string;
  readonly asOf: string;
  readonly state: string;
  readonly sold: string;
  /** Percent of the target; null: there is none. */
  readonly attained: string | null;
  readonly cost: string;
}

/** What the first line of an adjustment tells; money as text. */
interface AdjustmentLine {
  readonly period: string;
  readonly plan: string;
  readonly asOf: string;
  /** Net sales at the close, and as they are seen now. */
  readonly before: string;
  readonly now: string;
  /** What the manager's override changes by. */
  readonly override: string;
}

interface StatementWords {
  readonly open: string;
  readonly notFinal: string;
  readonly locked: (version: number) => string;
  readonly own: (period: string, state: string) => string;
  readonly part: string;
  readonly team: (line: TeamLine) => string;
  readonly titles: readonly string[];
  readonly objectives: { readonly head: string; readonly titles: readonly string[] };
  readonly adjustment: {
    readonly head: (line: AdjustmentLine) => string;
    readonly titles: readonly string[];
  };
  /** Above people, beside perspectives. */
  readonly perspective: string;
  readonly parts: Readonly<Record<'rep' | 'manager', string>>;
}

/** Words of statements as text. */
export const statementWords: Readonly<Record<Tongue, StatementWords>> = {
  en: {
    open: 'open',
    notFinal: 'open, not final',
    locked: (version) => `locked, version ${version}`,
    own: (period, state) => `${period} (${state})`,
    part: 'Other plans pay for the period as well: only all of it, without --plan, counts as read once locked.',
    team: ({ team, period, plan, asOf, state, sold, attained, cost }) =>
      `${team}, ${period} by plan ${plan}, as of ${asOf}: net sales ${sold} (${
        attained === null ? 'no target' : `${attained} % of target`
      }), commission cost ${cost} (${state})`,
    titles: [
      ...['Person', 'As', 'Net sales', 'Under review', 'Attained %', 'Score', 'Coefficient', 'Earned'],
      ...['Released', 'Held', 'Top-up', 'Team bonus', 'Override', 'Payable'],
    ],
    objectives: {
      head: 'Objectives and key results, as their files stand now: part of no score and no pay',
      titles: ['Person', 'Objective', 'Score', 'Weight'],
    },
    adjustment: {
      head: ({ period, plan, asOf, before, now, override }) =>
        `${period} by plan ${plan}, seen on ${asOf}: net sales ${before} → ${now}, override ${override}`,
      titles: [
        ...['Person', 'Earned at close', 'Earned now', 'Change', 'Taken back', 'Of held'],
        ...['Newly released', 'Held'],
      ],
    },
    perspective: 'Score (weight)',
    parts: { rep: 'rep', manager: 'manager' },
  },
  zh: {
    open: '未锁定',
    notFinal: '未锁定，非最终结果',
    locked: (version) => `已锁定，第 ${version} 版`,
    own: (period, state) => `${period}（${state}）`,
    part: '本期间另有其他方案的结果：不加 --plan 可查看全部；锁定后查看全部才记为已读。',
    team: ({ team, period, plan, asOf, state, sold, attained, cost }) =>
      `${team}，${period}，方案 ${plan}，截至 ${asOf}：销售额 ${sold}（${
        attained === null ? '无目标' : `达成目标的 ${attained} %`
      }），提成成本 ${cost}（${state}）`,
    titles: [
      ...['员工', '身份', '销售额', '核查中', '达成率 %', '得分', '系数', '封顶后提成'],
      ...['发放', '待回款', '保底补足', '团队奖金', '管理提成', '应付合计'],
    ],
    objectives: {
      head: '目标与关键结果（按文件当前内容）：不计入得分和薪酬',
      titles: ['员工', '目标', '得分', '权重'],
    },
    adjustment: {
      head: ({ period, plan, asOf, before, now, override }) =>
        `${period}，方案 ${plan}，按 ${asOf} 所见：销售额 ${before} → ${now}，管理提成变动 ${override}`,
      titles: ['员工', '关账时提成', '现在提成', '变动', '追回', '其中待回款', '新发放', '待回款'],
    },
    perspective: '得分（权重）',
    parts: { rep: '销售', manager: '经理' },
  },
};
