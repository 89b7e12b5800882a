-- As in ../stg, with the rate of each person as the role that plans go by.
SELECT
    toString(history.sales_person_id) AS employee_id,
    concat('rate ', toString(seller.commission_pct)) AS role,
    'rep' AS kind,
    toString(history.territory_id) AS org_id,
    CAST(NULL, 'Nullable(String)') AS manager_id,
    history.start_date AS valid_from,
    coalesce(history.end_date + 1, toDate32('2299-12-31')) AS valid_to,
    replaceAll(history._key, char(31), '/') AS source_id,
    history._updated_at AS source_updated_at
FROM sales_territory_history AS history
INNER JOIN sales_person AS seller ON seller.sales_person_id = history.sales_person_id
WHERE NOT history._deleted AND NOT seller._deleted
