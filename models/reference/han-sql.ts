import { readings, simplified, traditional } from './han-characters.ts';

/** The SELECT behind dim.han_character. */
export function hanSql(): string {
  return `
WITH
    simple AS (
        SELECT pair.1 AS character, pair.2 AS simplified
        FROM (SELECT arrayJoin(arrayZip(extractAll('${traditional}', '.'), extractAll('${simplified}', '.'))) AS pair)
    ),
    read AS (
        SELECT
            arrayJoin(extractAll(splitByChar(':', entry)[2], '.')) AS character,
            splitByChar(':', entry)[1] AS reading
        FROM (SELECT arrayJoin(splitByChar(' ', '${readings}')) AS entry)
    )
SELECT character, character AS simplified, reading
FROM read
WHERE character NOT IN (SELECT character FROM simple)
UNION ALL
SELECT simple.character, simple.simplified, read.reading
FROM simple
LEFT JOIN read ON read.character = simple.simplified`.trim();
}
