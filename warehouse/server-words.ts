/** A quoted text; an apostrophe inside a word opens none, and one that is cut off reaches to the end. */
const quoted = /(?<!\w)'(?:[^'\\]|\\[\s\S])*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)/g;
/** What stands before a quoted name of the schema, which helps and betrays nobody. */
const named =
  /\b(?:identifiers?|tables?|columns?|functions?|settings?|database|family|format|engine|meant: \[?|key)\s*$/i;
const schemaName = /^['"][A-Za-z_][\w.]*['"]$/;
const punctuation = /^['"][^\p{L}\p{N}]['"]$/u;
/** Dates, UUIDs and addresses are repeated without quotes. */
const unquoted =
  /\b(Cannot parse (?:date|datetime|datetime64|time|uuid|ipv4|ipv6)(?: here:)?) (?!from )[\s\S]*?(?=: Cannot parse|: In scope|: while |: \(|$)/gi;
const number = /\b(value:? )-?\d[\w.+-]*/gi;
/** The statement once more, with the values of its parameters in it. It goes with the error in its own field. */
const scope = /:? in scope [\s\S]*?(?=\.? Maybe you meant|$)/i;
/** Goes on with the function's arguments, constants of parameters among them and quotes within quotes. */
const execution = /\b(while executing) ['"]?(?:function )?(\w+)[\s\S]*$/i;

/** The first line of what the server says, without values of rows or parameters: it travels to ledger, alerts and webhooks. */
export function serverWords(text: string): string {
  const [line = ''] = text.split('\n');
  return line
    .replace(scope, '')
    .replace(execution, '$1 $2')
    .replace(unquoted, '$1 …')
    .replace(quoted, (found, at: number, all: string) =>
      isHarmless(found, all.slice(0, at)) ? found : '‘…’',
    )
    .replace(number, '$1…')
    .trim();
}

function isHarmless(found: string, before: string): boolean {
  return punctuation.test(found) || (schemaName.test(found) && named.test(before));
}
