import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, f64, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martSuggestion = defineAsset({
  key: 'mart.suggestion',
  description:
    'A topic of training or coaching for one person, because of one KPI in which the person is in the last quarter of the same role in the newest month that is over. An offer, never a sanction.',
  descriptionZh:
    '针对某人的培训或辅导建议：该指标在最近一个已结束月份中处于同岗位后四分之一。仅为建议，不作处罚依据。',
  columns: {
    month: date.describe('Month of the figures', '数据所属月份'),
    employee_id: string.describe('Employee number', '员工编号'),
    employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
    team_id: string.describe('Team at the end of the month', '月末所在团队'),
    region: string.describe('Name of the sales region', '大区名称'),
    kpi: category.describe('The KPI it rests on', '所依据的指标'),
    topic: category.describe(
      'sales_skills, market, crm, collection, service, data_literacy',
      '主题：sales_skills 销售技能、market 市场、crm 客户管理、collection 回款、service 服务、data_literacy 数据素养',
    ),
    value: f64.orNull().describe('Value of the KPI', '指标值'),
    value_before: f64.orNull().describe('Value in the month before', '上月值'),
    rank: u32.orNull().isAttribute().describe('Place among the same role', '同岗位名次'),
    ranked: u32.adds('non-additive').describe('How many take part', '参评人数'),
    mentor_id: string.describe('Somebody who is first in it', '该指标第一名的员工编号'),
    priority: u32.isAttribute().describe('1 is the weakest KPI of the person', '1 为该员工最弱的指标'),
  },
  partitions: unpartitioned(),
  orderBy: ['month', 'employee_id', 'kpi'],
  inputs: { ranking: all('mart.ranking') },
  compute: sql(),
  checks: [unique('month', 'employee_id', 'kpi')],
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
