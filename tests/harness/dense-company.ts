/** How large a company is made. */
export interface CompanySize {
  readonly people: number;
  readonly months: number;
  readonly orders: number;
  readonly customers: number;
}

/** Not the first of a quarter. */
const firstMonth = '2024-08-01';

/** Two numbers of a row that have nothing to do with each other. */
const [hash, other] = ['intHash32(number)', 'intHash32(number + 7)'];

/**
 * A company in which every fact that people are measured by has rows: SELECTs by asset, seeded by the row's number; columns they
 * leave out take their type's default. Orders have four lines each.
 */
export function denseCompany(size: CompanySize): Readonly<Record<string, string>> {
  const days = Math.round((size.months * 365) / 12);
  const day = (of: string) => `(toDate('${firstMonth}') + ${of} % ${days})`;
  const person = (of: string) => `concat('E', toString((${of}) % ${size.people}))`;
  const customer = (of: string) => `concat('C', toString((${of}) % ${size.customers}))`;
  const orders = `numbers(${size.orders})`;
  const some = (part: number) => `numbers(${Math.ceil(size.orders * part)})`;
  const lines = `SELECT
    toString(number) AS order_no,
    arrayJoin(range(1, 5)) AS line_no,
    'booking' AS event_type,
    ${day(hash)} AS business_date,
    ${day(hash)} AS booked_business_date,
    ${customer(other)} AS customer_id,
    concat('P', toString((number + line_no) % 400)) AS product_id,
    transform(number % 3, [0, 1], ['direct', 'online'], 'dealer') AS channel,
    100 + number % 900 AS quantity,
    toDecimal128(100 + ${other} % 9000, 12) / 3 AS net_base,
    'confirmed' AS order_status,
    1 AS event_seq
    FROM ${orders}`;
  // One order in twenty comes back, up to three months later.
  const refunds = `SELECT * REPLACE(
    'refund' AS event_type,
    2 AS event_seq,
    -net_base AS net_base,
    least(business_date + 1 + cityHash64(order_no) % 90, toDate('${firstMonth}') + ${days - 1}) AS business_date
    ) FROM (${lines}) WHERE toUInt64(order_no) % 20 = 0`;

  return {
    'dim.employee': `SELECT ${person('number')} AS employee_id, concat('Name ', employee_id) AS name, concat('T', toString(number % 250)) AS team_id,
    team_id AS team_name, concat('R', toString(number % 8)) AS region, toDate32('2020-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to, true AS is_current FROM numbers(${size.people})`,
    'dim.customer_survivor': `SELECT ${customer('number * 50')} AS customer_id, ${customer('number * 50 + 1')} AS survivor_id FROM numbers(${Math.ceil(size.customers / 50)})`,
    'dim.customer': `SELECT ${customer('number')} AS customer_id, customer_id AS survivor_id, toDate32('1900-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to, true AS is_current FROM numbers(${size.customers})`,
    'fct.order_event': `${lines} UNION ALL ${refunds}`,
    // One order in ten is shared by two.
    'fct.order_credit': `SELECT toString(number) AS order_no, ${person(`${hash} + place`)} AS employee_id, 'revenue' AS kind,
    if(number % 10 = 0, 0.5, 1) AS share, place = 0 AS is_primary, ${day(hash)} AS business_date
    FROM ${orders} ARRAY JOIN if(number % 10 = 0, [0, 1], [0]) AS place`,
    'fct.receivable': `SELECT toStartOfMonth(due_date) AS month, toString(number) AS invoice_no, toString(number) AS order_no, ${customer(other)} AS customer_id,
    ${day(other)} AS due_date, true AS is_due_in_month, toDecimal128(1000, 12) AS due_base, toDecimal128(${other} % 1000, 12) AS paid_base FROM ${orders}`,
    'fct.payment': `SELECT toString(number) AS receipt_no, toString(number) AS order_no, ${customer(other)} AS customer_id, ${day(other)} AS business_date,
    toDecimal128(${other} % 1000, 12) AS amount_at_order_rate_base FROM ${orders}`,
    'fct.first_order': `SELECT ${customer('number')} AS survivor_id, toString(number) AS order_no, ${day(hash)} AS business_date, 'direct' AS channel
    FROM numbers(${size.customers})`,
    'fct.target_month': `SELECT ${person('number')} AS employee_id, 'net_sales' AS kpi, addMonths(toDate('${firstMonth}'), intDiv(number, ${size.people})) AS month,
    month AS period_start, toDecimal128(200000, 12) AS value FROM numbers(${size.people * size.months})`,
    'fct.activity': `SELECT toString(number) AS activity_id, 'visit' AS type, ${person(other)} AS employee_id, ${customer(hash)} AS customer_id,
    customer_id AS survivor_id, ${day(hash)} AS business_date, number % 7 != 0 AS counted FROM ${orders}`,
    'fct.employee_workday': `SELECT ${person('number')} AS employee_id, toDate('${firstMonth}') + intDiv(number, ${size.people}) AS business_date
    FROM numbers(${size.people * days}) WHERE toDayOfWeek(business_date) < 6`,
    'fct.customer_month': `SELECT addMonths(toDate('${firstMonth}'), intDiv(number, ${size.customers})) AS month, toLastDayOfMonth(month) AS as_of,
    ${customer('number')} AS survivor_id, ${person(hash)} AS employee_id, ${other} % 5 AS order_days, ${other} % 5 > 0 AS is_active,
    ${other} % 7 > 0 AS was_active, ${other} % 40 AS follow_up_days FROM numbers(${size.customers * size.months})`,
    'fct.opportunity': `SELECT toString(number) AS opportunity_id, ${customer(hash)} AS customer_id, ${person(other)} AS employee_id, ${day(hash)} AS created_on,
    number % 5 = 0 AS is_won FROM ${some(0.2)}`,
    'fct.funnel_step': `SELECT toString(number) AS opportunity_id, ${person(other)} AS employee_id, ${day(hash)} AS created_on, step AS stage_no,
    toString(step) AS stage, step < 3 AS went_on, step = 3 AS is_last FROM ${some(0.2)} ARRAY JOIN [1, 2, 3] AS step`,
    'fct.survey_response': `SELECT toString(number) AS response_id, ${person(other)} AS employee_id, ${customer(hash)} AS customer_id, ${day(hash)} AS business_date,
    1 + number % 5 AS score FROM ${some(0.1)}`,
    'fct.ticket': `SELECT toString(number) AS ticket_id, ${person(other)} AS employee_id, ${customer(hash)} AS customer_id, ${day(hash)} AS business_date,
    (number % 480) / 10 AS reply_hours FROM ${some(0.1)}`,
  };
}
