import { all } from '../../kit/mapping.ts';
import { defineRule } from '../rule.ts';
import { foldedTelephone } from '../telephone.ts';

/** Selling to oneself: whoever answers the customer's telephone is on the payroll. */
export const selfDealing = defineRule({
  name: 'self_dealing',
  version: 2,
  title: 'Self-dealing: a customer’s telephone, e-mail or legal person is that of an employee',
  titleZh: '自我交易：客户的电话、邮箱或法定代表人与员工相同',
  subject: 'order',
  score: 'Marks that agree: telephone, e-mail, legal person; a suspicion from the threshold on',
  scoreZh: '相同信息的项数（电话、邮箱、法定代表人）；达到阈值即为疑点',
  thresholds: {
    min_marks: {
      value: '1',
      unit: 'marks',
      unitZh: '项',
      least: 1,
      isWhole: true,
      meaning: 'Marks that must agree',
      meaningZh: '至少须相同的项数',
    },
    min_digits: {
      value: '7',
      unit: 'digits',
      unitZh: '位',
      least: 1,
      isWhole: true,
      meaning: 'Shorter telephone numbers are extensions and identify nobody',
      meaningZh: '位数更少的号码视为分机，不能据以识别个人',
    },
  },
  inputs: {
    booked: all('stg.order'),
    line: all('stg.order_line'),
    rate: all('dim.fx_rate'),
    credit: all('fct.order_credit'),
    contact: all('stg.contact'),
    person: all('stg.employee'),
    registered: all('stg.customer'),
    customer: all('dim.customer'),
  },
  // The name of a legal person is no proof by itself: it counts where that employee has credit for the customer’s orders,
  // and so does every other mark, because there is nothing to hold otherwise.
  select: (limit) => `WITH
    account AS (SELECT customer_id, survivor_id FROM customer WHERE is_current),
    reached AS (
        SELECT
            party,
            party_id,
            concat('contact ', contact_id) AS document,
            ${foldedTelephone('phone')} AS phone,
            lower(trimBoth(coalesce(email, ''))) AS email,
            if(role = 'legal_person', trimBoth(coalesce(name, '')), '') AS legal_person,
            trimBoth(coalesce(name, '')) AS name
        FROM contact
        UNION ALL
        SELECT 'customer', customer_id, concat('customer ', customer_id), ${foldedTelephone('phone')}, lower(trimBoth(coalesce(email, ''))), '', ''
        FROM registered
        UNION ALL
        SELECT 'employee', employee_id, concat('employee ', employee_id), '', lower(trimBoth(coalesce(email, ''))), '', trimBoth(name)
        FROM person
    ),
    mark AS (
        SELECT
            reached.party AS party,
            if(reached.party = 'customer' AND account.customer_id != '', account.survivor_id, reached.party_id) AS party_id,
            reached.document AS document,
            arrayJoin(arrayFilter(m -> m.2 != '', [
                ('phone', if(length(reached.phone) >= ${limit('min_digits')}, reached.phone, '')),
                ('email', if(position(reached.email, '@') > 1, reached.email, '')),
                ('legal person', if(reached.party = 'customer', reached.legal_person, reached.name))
            ])) AS sign
        FROM reached
        LEFT JOIN account ON account.customer_id = reached.party_id
    ),
    same AS (
        SELECT
            customer.party_id AS customer_id,
            employee.party_id AS employee_id,
            arraySort(groupUniqArray(customer.sign.1)) AS marks,
            arraySort(arrayDistinct(arrayConcat(groupArray(customer.document), groupArray(employee.document)))) AS evidence
        FROM (SELECT * FROM mark WHERE party = 'customer') AS customer
        INNER JOIN (SELECT * FROM mark WHERE party = 'employee') AS employee ON employee.sign = customer.sign
        GROUP BY customer_id, employee_id
        HAVING length(marks) >= ${limit('min_marks')}
    ),
    gross AS (SELECT order_no, sum(toDecimal128(net_amount, 4)) AS net_tc FROM line GROUP BY order_no),
    sold AS (
        SELECT
            if(account.customer_id = '', booked.customer_id, account.survivor_id) AS company,
            given.employee_id AS employee_id,
            arraySort(groupUniqArray(booked.order_no)) AS orders,
            max(booked.business_date) AS last_on,
            sum(gross.net_tc * in_force.rate) AS amount
        FROM booked
        INNER JOIN (SELECT DISTINCT order_no, employee_id FROM credit) AS given ON given.order_no = booked.order_no
        INNER JOIN gross ON gross.order_no = booked.order_no
        INNER JOIN rate AS in_force ON in_force.currency = booked.currency
            AND in_force.valid_from <= booked.business_date AND in_force.valid_to > booked.business_date
        LEFT JOIN account ON account.customer_id = booked.customer_id
        WHERE (company, given.employee_id) IN (SELECT customer_id, employee_id FROM same)
        GROUP BY company, employee_id
    )
SELECT
    concat(same.customer_id, '/', same.employee_id) AS subject_id,
    sold.orders AS concerns,
    same.employee_id AS employee_id,
    same.customer_id AS customer_id,
    sold.last_on AS business_date,
    sold.amount AS amount,
    length(same.marks) AS score,
    ${limit('min_marks')} AS threshold,
    arrayConcat(same.evidence, arrayMap(o -> concat('order ', o), sold.orders)) AS evidence,
    concat(
        'The customer and the employee who is credited share: ', arrayStringConcat(same.marks, ', '), '; ',
        toString(length(sold.orders)), ' order(s) of ', toString(round(sold.amount, 2)), ' together'
    ) AS explanation,
    concat(
        '客户与计入业绩的员工存在相同信息：',
        arrayStringConcat(arrayMap(m -> transform(m, ['phone', 'email', 'legal person'], ['电话', '邮箱', '法定代表人'], m), same.marks), '、'),
        '；共 ', toString(length(sold.orders)), ' 张订单，合计 ', toString(round(sold.amount, 2))
    ) AS explanation_zh
FROM same
INNER JOIN sold ON sold.company = same.customer_id AND sold.employee_id = same.employee_id`,
});
