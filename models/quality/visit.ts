import { all, type PartitionMapping } from '../kit/mapping.ts';

/** What `visits` reads. */
export const visitInputs: Readonly<Record<string, PartitionMapping>> = Object.freeze({
  activity: all('stg.activity'),
  customer: all('dim.customer'),
});

/** A visit and both its ends, as evidence: other ends are other evidence. */
export function visitDocument(id: string, began: string, ended: string): string {
  const clock = (seconds: string) => `toString(toDateTime(${seconds}, {timezone:String}))`;
  return `concat('activity ', ${id}, ', ', ${clock(began)}, ' – ', ${clock(ended)})`;
}

/** Common table: each visit whose rep and customer are known, with company, city, and both ends. */
export const visits = `account AS (SELECT customer_id, survivor_id, coalesce(city, '') AS city FROM customer WHERE is_current),
    visit AS (
        SELECT
            activity.activity_id AS activity_id,
            assumeNotNull(activity.employee_id) AS employee_id,
            assumeNotNull(activity.customer_id) AS customer_id,
            if(account.customer_id = '', assumeNotNull(activity.customer_id), account.survivor_id) AS company,
            account.city AS city,
            activity.business_date AS business_date,
            toUnixTimestamp(activity.happened_at) AS began,
            coalesce(activity.duration_seconds, 0) AS seconds
        FROM activity
        LEFT JOIN account ON account.customer_id = activity.customer_id
        WHERE activity.type = 'visit' AND coalesce(activity.employee_id, '') != '' AND coalesce(activity.customer_id, '') != ''
    )`;
