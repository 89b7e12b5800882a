import { defineDashboard } from '../kit/dashboard.ts';
import { standardFilters } from '../kit/standard-filters.ts';
import { text } from '../kit/text.ts';
import { kpiCount, kpiMonth, salesDay, socialWeek } from '../rows/row-sets.ts';

const nothingSold = text(
  '这一期间还没有销售记录。换一个期间,或等今晚的数据更新。',
  'No sales in this period yet. Choose another period, or wait for tonight’s load.',
);

export const salesOverview = defineDashboard({
  key: 'sales-overview',
  title: text('销售总览', 'Sales overview'),
  question: text('我们能完成目标吗?', 'Are we going to make it?'),
  resource: 'dashboard:sales-overview',
  filters: standardFilters,
  tiles: [
    {
      key: 'net-sales',
      kind: 'kpi',
      title: text('净销售额', 'Net sales'),
      why: text(
        '签单减退款、减取消,不含税,按下单日汇率折算,按分成归属到人。目标为期间所含各月的有效版本;细线标出按工作日应达到的进度。',
        'Bookings less refunds and cancellations, without tax, at the booking-day rate, by credit share. The target is the version in force for the months touched; the thin mark shows where the workdays gone would put us.',
      ),
      select: 'kpi/net-sales',
      reads: { sales: 'mart.sales_daily', kpi: 'mart.kpi_monthly', calendar: 'dim.date' },
      format: 'money',
      direction: 'higher',
      span: 3,
      empty: nothingSold,
      rows: salesDay,
    },
    {
      key: 'collection',
      kind: 'kpi',
      title: text('回款率', 'Collection rate'),
      why: text(
        '当月到期应收中,截至月末已收回的份额;按下单日汇率,按分成归属。先加总分子与分母,再相除。',
        'Of what fell due in each month, the share paid by its end, at the booking-day rate and by credit share. Parts are added first, divided last.',
      ),
      select: 'kpi/ratio',
      params: { kpi: 'collection' },
      reads: { kpi: 'mart.kpi_monthly' },
      format: 'percent',
      direction: 'higher',
      span: 3,
      empty: text(
        '这一期间没有到期的应收。换一个期间再看。',
        'Nothing fell due in this period. Choose another period.',
      ),
      rows: kpiMonth,
    },
    {
      key: 'orders',
      kind: 'kpi',
      title: text('订单数量', 'Orders'),
      why: text(
        '期间内签订且之后未取消的订单,计入分成最大者名下。',
        'Orders booked in the period and not cancelled since, counted for whoever holds the largest share.',
      ),
      select: 'kpi/sum',
      params: { kpi: 'orders' },
      reads: { kpi: 'mart.kpi_monthly' },
      format: 'count',
      direction: 'higher',
      span: 3,
      empty: nothingSold,
      rows: kpiCount,
    },
    {
      key: 'new-customers',
      kind: 'kpi',
      title: text('新客户数', 'New customers'),
      why: text(
        '首张净额为正的订单落在期间内的公司;合并的客户只算一家。',
        'Companies whose first order with a positive net amount falls in the period; merged customers count once.',
      ),
      select: 'kpi/sum',
      params: { kpi: 'new_customers' },
      reads: { kpi: 'mart.kpi_monthly' },
      format: 'count',
      direction: 'higher',
      span: 3,
      empty: text('这一期间还没有新客户。', 'No new customers in this period yet.'),
      rows: kpiCount,
    },
    {
      key: 'by-month',
      kind: 'columns',
      title: text('各月净销售额', 'Net sales by month'),
      why: text(
        '实线为实际,浅色为去年同月,空框为目标,斜纹为预测。截至所选期间的最后一天;预测按团队汇总。',
        'Solid is actual, lighter is the same month last year, outlined is the target, hatched is forecast. Up to the last day of the chosen period; the forecast is the sum over teams.',
      ),
      select: 'sales-overview/by-month',
      reads: { sales: 'mart.sales_daily', kpi: 'mart.kpi_monthly', forecast: 'mart.forecast_current' },
      format: 'money',
      direction: 'higher',
      span: 7,
      empty: nothingSold,
      rows: salesDay,
    },
    {
      key: 'by-region',
      kind: 'bars',
      title: text('各区域目标完成率', 'Attainment by region'),
      why: text(
        '净销售额除以有效目标;没有目标的成员的销售也计入。竖线为 100%。选定一个区域后按团队显示。',
        'Net sales over the target in force, sales of members without a target included; the line is 100%. Shows teams once one region is chosen.',
      ),
      select: 'sales-overview/by-region',
      params: { kpi: 'attainment' },
      reads: { kpi: 'mart.kpi_monthly' },
      format: 'percent',
      direction: 'higher',
      span: 5,
      empty: text(
        '这一期间没有已批准的目标。请在 ERP 中录入目标。',
        'No approved targets in this period. Enter targets in the ERP.',
      ),
      rows: kpiMonth,
    },
    {
      key: 'voice',
      kind: 'line',
      title: text('市场声音', 'Voice of the market'),
      why: text(
        '声量份额 = 我方提及 ÷ 全部跟踪品牌提及;净情感 =(正面 − 负面)÷ 我方提及。最近 26 周,全公司。',
        'Share of voice is our mentions over those of all tracked brands; net sentiment is (positive − negative) over our mentions. Last 26 weeks, whole company.',
      ),
      select: 'sales-overview/voice',
      reads: { social: 'mart.social_weekly' },
      format: 'percent',
      direction: 'higher',
      span: 12,
      empty: text(
        '还没有社交媒体数据。请管理员检查社媒数据源。',
        'No social data yet. Ask an administrator to check the social source.',
      ),
      columns: [
        {
          name: 'share_of_voice',
          title: text('声量份额', 'Share of voice'),
          format: 'percent',
          role: 'category',
        },
        {
          name: 'net_sentiment',
          title: text('净情感', 'Net sentiment'),
          format: 'percent',
          role: 'category',
        },
      ],
      rows: socialWeek,
    },
  ],
});
