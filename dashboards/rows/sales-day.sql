-- Credited sales of the period, newest day first. Grain: day × employee × channel × product group.
SELECT business_date, region, team_name, employee_name, channel, category_group, booked, refunded, cancelled, net_sales
FROM sales
WHERE business_date BETWEEN {from:Date} AND {to:Date}
ORDER BY business_date DESC, abs(net_sales) DESC
