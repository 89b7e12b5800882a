/**
 * JSON that keeps every number as the source wrote it: `12500.50` stays `12500.50`, and an id above 2^53 keeps
 * its last digits. `JSON.parse` turns both into doubles, and its source-text access needs a newer Node.
 */
export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [field: string]: JsonValue;
}

/** A number as text, digit for digit. */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** @throws SyntaxError naming the offset, never the content. */
export function parseLosslessJson(text: string): JsonValue {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** The same JSON again, without white space; numbers verbatim. */
export function writeLosslessJson(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text;
  if (isArray(value)) return `[${value.map(writeLosslessJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${writeLosslessJson(member)}`,
  );
  return `{${members.join(',')}}`;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const deepest = 500;
const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blank = /[ \t\n\r]*/y;
const words = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue {
    if (depth > deepest) this.#fail('nested too deeply');
    switch (this.#peek()) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  end(): void {
    if (this.#peek() !== '') this.#fail('text after the value');
  }

  #object(depth: number): JsonObject {
    const members: [string, JsonValue][] = [];
    this.#expect('{');
    if (this.#accept('}')) return {};
    do {
      const name = this.#peek() === '"' ? this.#string() : this.#fail('a field name is missing');
      this.#expect(':');
      members.push([name, this.value(depth + 1)]);
    } while (this.#accept(','));
    this.#expect('}');
    return Object.fromEntries(members);
  }

  #array(depth: number): readonly JsonValue[] {
    const items: JsonValue[] = [];
    this.#expect('[');
    if (this.#accept(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.#accept(','));
    this.#expect(']');
    return items;
  }

  #string(): string {
    const start = this.#at;
    let end = this.#text.indexOf('"', start + 1);
    while (end > 0 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) this.#fail('a string does not end');
    this.#at = end + 1;
    return this.#decode(this.#text.slice(start, this.#at));
  }

  /** Native parsing checks escapes and control characters. */
  #decode(quoted: string): string {
    try {
      return String(JSON.parse(quoted));
    } catch {
      return this.#fail('a malformed string');
    }
  }

  #isEscaped(quote: number): boolean {
    let slashes = 0;
    while (this.#text[quote - 1 - slashes] === '\\') slashes += 1;
    return slashes % 2 === 1;
  }

  #scalar(): JsonValue {
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    numberForm.lastIndex = this.#at;
    const digits = numberForm.exec(this.#text)?.[0] ?? this.#fail('no value');
    this.#at += digits.length;
    return new JsonNumber(digits);
  }

  #peek(): string {
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)?.[0].length ?? 0;
    return this.#text.charAt(this.#at);
  }

  #accept(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#accept(sign)) this.#fail(`"${sign}" is missing`);
  }

  #fail(reason: string): never {
    throw new SyntaxError(`Malformed JSON at offset ${this.#at} of ${this.#text.length}: ${reason}.`);
  }
}
