-- Who is credited for an order, in percent.
SELECT
    coalesce(booked.ERP_Order_No__c, booked.OrderNumber) AS order_no,
    coalesce(employee.Employee_No__c, credit.Employee__c) AS employee_id,
    credit.Kind__c AS kind,
    CAST(credit.Pct__c / 100, 'Nullable(Decimal(9, 6))') AS share,
    credit.Id AS source_id,
    credit.SystemModstamp AS source_updated_at
FROM Order_Credit__c AS credit
INNER JOIN `Order` AS booked ON booked.Id = credit.Order__c
LEFT JOIN User AS employee ON employee.Id = credit.Employee__c
WHERE NOT credit._deleted AND NOT booked._deleted
