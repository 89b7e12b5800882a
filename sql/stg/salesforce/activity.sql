-- Tasks that were completed, and events; one of each happened at CompletedDateTime, the other at StartDateTime.
WITH followed AS (
    SELECT
        Id,
        if(Type = 'Call', 'call', if(Type = 'Email', 'email', 'other')) AS type,
        OwnerId,
        AccountId,
        WhatId,
        Subject,
        CompletedDateTime AS happened_at,
        CreatedDate,
        CallDurationInSeconds AS duration_seconds,
        CAST(NULL, 'Nullable(Float64)') AS check_in_km,
        SystemModstamp
    FROM Task
    WHERE NOT _deleted AND Status = 'Completed'
    UNION ALL
    SELECT
        Id,
        if(Type = 'Visit', 'visit', 'meeting') AS type,
        OwnerId,
        AccountId,
        WhatId,
        Subject,
        StartDateTime,
        CreatedDate,
        dateDiff('second', StartDateTime, EndDateTime),
        toFloat64(Check_In_Distance_Km__c),
        SystemModstamp
    FROM Event
    WHERE NOT _deleted
)
SELECT
    followed.Id AS activity_id,
    followed.type AS type,
    coalesce(owner.Employee_No__c, followed.OwnerId) AS employee_id,
    if(account.Id IS NULL, followed.AccountId, coalesce(account.AccountNumber, account.Id)) AS customer_id,
    if(startsWith(followed.WhatId, '006'), followed.WhatId, NULL) AS opportunity_id,
    followed.Subject AS subject,
    followed.happened_at AS happened_at,
    toDate(followed.happened_at, {timezone:String}) AS business_date,
    followed.CreatedDate AS recorded_at,
    followed.duration_seconds AS duration_seconds,
    followed.check_in_km AS check_in_km,
    'ok' AS dq_status,
    followed.Id AS source_id,
    followed.SystemModstamp AS source_updated_at
FROM followed
LEFT JOIN User AS owner ON owner.Id = followed.OwnerId
LEFT JOIN Account AS account ON account.Id = followed.AccountId
