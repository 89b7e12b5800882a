-- Lines of activated orders; TotalPrice is without tax and after discount.
SELECT
    coalesce(booked.ERP_Order_No__c, booked.OrderNumber) AS order_no,
    item.Line_No__c AS line_no,
    coalesce(product.ProductCode, item.Product2Id) AS product_id,
    item.Quantity AS quantity,
    item.TotalPrice AS net_amount,
    item.Discount_Amount__c AS discount_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS tax_amount,
    toDate(booked.ActivatedDate, {timezone:String}) AS business_date,
    item.Id AS source_id,
    item.SystemModstamp AS source_updated_at
FROM OrderItem AS item
INNER JOIN `Order` AS booked ON booked.Id = item.OrderId
LEFT JOIN Product2 AS product ON product.Id = item.Product2Id
WHERE NOT item._deleted
    AND NOT booked._deleted
    AND booked.Status != 'Draft'
    AND isNotNull(booked.ActivatedDate)
