-- A store, or a person who buys for himself.
SELECT
    toString(customer.customer_id) AS customer_id,
    if(isNotNull(store.name), store.name, concat(person.first_name, ' ', person.last_name)) AS named,
    coalesce(named, customer.account_number) AS name,
    CAST(NULL, 'Nullable(String)') AS credit_code,
    CAST(NULL, 'Nullable(String)') AS city,
    CAST(NULL, 'Nullable(String)') AS province,
    territory.territory_group AS region_id,
    store.specialty AS industry,
    if(isNotNull(store.store_id), 'reseller', 'online') AS channel,
    CAST(NULL, 'Nullable(String)') AS phone,
    CAST(NULL, 'Nullable(String)') AS email,
    toString(store.sales_person_id) AS owner_id,
    CAST(NULL, 'Nullable(Date32)') AS created_on,
    customer._key AS source_id,
    customer._updated_at AS source_updated_at
FROM customer
LEFT JOIN store ON store.store_id = customer.store_id
LEFT JOIN person ON person.business_entity_id = customer.person_id
LEFT JOIN sales_territory AS territory ON territory.territory_id = customer.territory_id
WHERE NOT customer._deleted
