-- Grain: two accounts that are or may be one customer. Key: left_id, right_id.
-- Only accounts that share a key are compared (an equal name, sound, phone …, or the name with one letter left out), and keys that more
-- than 30 accounts share say nothing: the work grows with the accounts, not with their square. Different credit codes are different customers.
WITH
    (SELECT arrayStringConcat(groupArray(character)) FROM (SELECT character FROM han WHERE character != simplified ORDER BY character)) AS traditional,
    (SELECT arrayStringConcat(groupArray(simplified)) FROM (SELECT simplified FROM han WHERE character != simplified ORDER BY character)) AS simple,
    (SELECT groupArray(character) FROM (SELECT character FROM han WHERE reading != '' ORDER BY character)) AS read_characters,
    (SELECT groupArray(reading) FROM (SELECT reading FROM han WHERE reading != '' ORDER BY character)) AS readings,
    [
        'qq.com', 'vip.qq.com', 'foxmail.com', '163.com', 'vip.163.com', '126.com', 'yeah.net', '188.com', 'sina.com', 'sina.cn', 'sohu.com',
        '139.com', '189.cn', 'wo.cn', 'aliyun.com', 'tom.com', '21cn.com', 'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com',
        'live.com', 'live.cn', 'msn.com', 'yahoo.com', 'yahoo.cn', 'yahoo.com.cn', 'icloud.com', 'me.com', 'proton.me', 'protonmail.com',
        'gmx.com', 'gmx.de', 'gmx.net', 'web.de', 'mail.ru', 'naver.com'
    ] AS free_mail_hosts,
    spelled AS (
        -- Full width, case, accents, script and punctuation folded; words apart.
        SELECT
            customer_id,
            upperUTF8(trim(coalesce(credit_code, ''))) AS code,
            replaceRegexpOne(normalizeUTF8NFKC(trim(coalesce(city, ''))), '市$', '') AS town,
            trim(replaceRegexpAll(
                translateUTF8(lowerUTF8(replaceRegexpAll(normalizeUTF8NFKD(name), '\\p{M}+', '')), traditional, simple),
                '[^\\p{L}\\p{N}]+', ' '
            )) AS spelling,
            replaceRegexpOne(normalizeUTF8NFKC(lowerUTF8(coalesce(phone, ''))), '(转|分机|ext|x|#).*$', '') AS dialled,
            replaceRegexpOne(replaceRegexpAll(dialled, '[^0-9]', ''), '^(00)?86(1[0-9]{10}|0?[1-9][0-9]{8,10})$', '\\2') AS digits,
            lowerUTF8(trim(normalizeUTF8NFKC(coalesce(email, '')))) AS address
        FROM customer
    ),
    folded AS (
        -- The legal form says nothing; a branch (分公司) is another customer, and the place in a name stays.
        SELECT
            customer_id,
            code,
            town,
            replaceRegexpAll(spelling, '(股份|责任|有限|集团|控股)+公司|总公司|集团|\\b(co|ltd|limited|company|inc|incorporated|corp|corporation|llc|plc|gmbh|ag|pte|pty|holdings?|group)\\b', ' ') AS shortened,
            trim(replaceRegexpOne(shortened, '([^分子 ])公司\\s*$', '\\1')) AS core,
            replaceAll(if(core = '', spelling, core), ' ', '') AS name_key,
            replaceRegexpOne(digits, '^0+', '') AS local,
            if(length(local) < 7 OR local = repeat(left(local, 1), length(local)), '', local) AS phone,
            splitByChar('@', address)[2] AS mail_host,
            if(position(mail_host, '.') = 0 OR has(free_mail_hosts, mail_host), '', mail_host) AS host,
            if(host = '', '', address) AS email
        FROM spelled
    ),
    account AS (
        -- A number or mail host of more than three names is a switchboard's, an agent's or nobody's.
        SELECT
            customer_id,
            code,
            town,
            name_key,
            if(uniqExact(name_key) OVER (PARTITION BY phone) > 3, '', phone) AS phone,
            if(uniqExact(name_key) OVER (PARTITION BY email) > 3, '', email) AS email,
            if(uniqExact(name_key) OVER (PARTITION BY host) > 3, '', host) AS host,
            extractAll(name_key, '.') AS letters,
            match(name_key, '\\p{Han}') AS is_han,
            arrayStringConcat(arraySort(arrayDistinct(splitByChar(' ', core))), ' ') AS words,
            if(is_han AND length(letters) >= 4, arrayStringConcat(arraySort(letters)), '') AS characters,
            if(is_han, arrayStringConcat(arrayMap(letter -> transform(letter, read_characters, readings, letter), letters), ' '), '') AS sound,
            replaceRegexpAll(name_key, '[^0-9]', '') AS numbers
        FROM folded
    ),
    block AS (
        -- Names one letter apart are equal once that letter is left out; longer runs of letters find names with more differences.
        SELECT
            customer_id,
            code != '' AS has_code,
            arrayJoin(arrayDistinct(arrayConcat(
                if(name_key = '', [], [cityHash64('name', name_key)]),
                if(position(words, ' ') = 0, [], [cityHash64('words', words)]),
                if(characters = '', [], [cityHash64('characters', characters)]),
                if(sound = '', [], [cityHash64('sound', sound)]),
                if(phone = '', [], [cityHash64('phone', phone)]),
                if(email = '', [], [cityHash64('email', email)]),
                if(host = '', [], [cityHash64('host', host)]),
                if(length(letters) BETWEEN 4 AND 40, arrayPushBack(
                    arrayMap(place -> cityHash64('less', arrayConcat(arraySlice(letters, 1, place - 1), arraySlice(letters, place + 1))), arrayEnumerate(letters)),
                    cityHash64('less', letters)
                ), []),
                arrayMap(gram -> cityHash64('gram', gram), if(is_han, if(length(letters) >= 8, ngrams(name_key, 4), []), if(length(letters) >= 10, ngrams(name_key, 6), [])))
            ))) AS key
        FROM account
    ),
    compared AS (
        SELECT DISTINCT two.1 AS left_id, two.2 AS right_id
        FROM (
            SELECT arrayJoin(arrayFlatten(arrayMap(
                (one, place) -> arrayMap(
                    other -> (one.1, other.1),
                    arrayFilter(other -> NOT (one.2 AND other.2), arraySlice(members, place + 1))
                ),
                members, arrayEnumerate(members)
            ))) AS two
            FROM (
                SELECT arraySort(groupArray(31)((customer_id, has_code))) AS members
                FROM block
                GROUP BY key
                HAVING count() BETWEEN 2 AND 30 AND countIf(NOT has_code) > 0
            )
        )
    ),
    told AS (
        SELECT
            compared.left_id AS left_id,
            one.code AS left_code,
            compared.right_id AS right_id,
            other.code AS right_code,
            one.name_key = other.name_key AND one.name_key != '' AS is_name,
            one.words = other.words AND position(one.words, ' ') > 0 AS is_words,
            one.characters = other.characters AND one.characters != '' AS is_characters,
            one.sound = other.sound AND one.sound != '' AS is_sound,
            one.phone = other.phone AND one.phone != '' AS is_phone,
            one.email = other.email AND one.email != '' AS is_email,
            one.host = other.host AND one.host != '' AS is_host,
            one.town != other.town AND one.town != '' AND other.town != '' AS is_elsewhere,
            -- Store 12 is not store 13, and no name is like no name.
            if(one.numbers != other.numbers OR one.name_key = '' OR other.name_key = '', 0, 1 - editDistanceUTF8(one.name_key, other.name_key) / greatest(length(one.letters), length(other.letters), 1)) AS likeness,
            multiIf(is_name, 0.85, is_words OR is_characters, 0.8, is_sound, 0.75, likeness >= 0.75, 0.4 + 1.6 * (likeness - 0.75), 0) AS by_name,
            multiIf(is_phone AND is_email, 0.75, is_phone OR is_email, 0.6, is_host, 0.4, 0) AS by_contact,
            (1 - (1 - by_name) * (1 - by_contact)) * if(is_elsewhere, 0.9, 1) AS likelihood
        FROM compared
        INNER JOIN account AS one ON one.customer_id = compared.left_id
        INNER JOIN account AS other ON other.customer_id = compared.right_id
    ),
    coded AS (
        SELECT customer_id, code, min(customer_id) OVER (PARTITION BY code) AS first_id
        FROM spelled
        WHERE code != ''
    )
SELECT
    left_id,
    left_code,
    right_id,
    right_code,
    toDecimal64(toUInt32(round(1000 * likelihood)), 6) / 1000 AS confidence,
    arrayFilter(word -> word != '', [
        multiIf(is_name, 'name', is_words, 'words', is_characters, 'characters', is_sound, 'sound', likeness >= 0.75, 'similar', ''),
        if(is_phone, 'phone', ''),
        if(is_email, 'email', if(is_host, 'host', '')),
        if(is_elsewhere, 'city', '')
    ]) AS evidence,
    toDecimal64(toUInt32(round(1000 * greatest(likeness, 0))), 6) / 1000 AS similarity,
    confidence >= {customer_auto_merge:Decimal(9, 6)} AS is_automatic
FROM told
WHERE confidence >= {customer_review:Decimal(9, 6)}
UNION ALL
SELECT first_id, code, customer_id, code, toDecimal64(1, 6), ['credit_code'], toDecimal64(0, 6), true
FROM coded
WHERE first_id != customer_id
