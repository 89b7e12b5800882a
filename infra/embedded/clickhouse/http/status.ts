/**
 * Error codes that a ClickHouse server answers with another HTTP status than 500, by that status.
 * Source: `src/Server/HTTP/exceptionCodeToHTTPStatus.cpp` of ClickHouse; a test compares names and codes with the engine's.
 */
export const codesByStatus: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  400: {
    BAD_ARGUMENTS: 36,
    CANNOT_COMPILE_REGEXP: 427,
    CANNOT_PARSE_DATE: 38,
    CANNOT_PARSE_DATETIME: 41,
    CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING: 441,
    CANNOT_PARSE_ESCAPE_SEQUENCE: 25,
    CANNOT_PARSE_INPUT_ASSERTION_FAILED: 27,
    CANNOT_PARSE_IPV4: 675,
    CANNOT_PARSE_IPV6: 676,
    CANNOT_PARSE_NUMBER: 72,
    CANNOT_PARSE_QUOTED_STRING: 26,
    CANNOT_PARSE_TEXT: 6,
    CANNOT_PARSE_UUID: 376,
    DUPLICATE_COLUMN: 15,
    ILLEGAL_COLUMN: 44,
    INCORRECT_DATA: 117,
    SYNTAX_ERROR: 62,
    THERE_IS_NO_COLUMN: 8,
    TOO_BIG_AST: 168,
    TOO_DEEP_AST: 167,
    TYPE_MISMATCH: 53,
    UNEXPECTED_AST_STRUCTURE: 223,
    UNKNOWN_ELEMENT_IN_AST: 37,
    UNKNOWN_TYPE_OF_AST_NODE: 123,
    VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE: 321,
  },
  401: { REQUIRED_PASSWORD: 194 },
  403: {
    ACCESS_DENIED: 497,
    AUTHENTICATION_FAILED: 516,
    SET_NON_GRANTED_ROLE: 512,
    UNKNOWN_USER: 192,
    WRONG_PASSWORD: 193,
  },
  404: {
    UNKNOWN_AGGREGATE_FUNCTION: 63,
    UNKNOWN_DATABASE: 81,
    UNKNOWN_DATABASE_ENGINE: 336,
    UNKNOWN_DIRECTION_OF_SORTING: 152,
    UNKNOWN_FORMAT: 73,
    UNKNOWN_FUNCTION: 46,
    UNKNOWN_IDENTIFIER: 47,
    UNKNOWN_ROLE: 511,
    UNKNOWN_SETTING: 115,
    UNKNOWN_STORAGE: 56,
    UNKNOWN_TABLE: 60,
    UNKNOWN_TYPE: 50,
    UNKNOWN_TYPE_OF_QUERY: 78,
  },
  408: { TIMEOUT_EXCEEDED: 159 },
  411: { HTTP_LENGTH_REQUIRED: 381 },
  413: { QUERY_IS_TOO_LARGE: 229 },
  415: { UNSUPPORTED_MEDIA_TYPE: 779 },
  501: { NOT_IMPLEMENTED: 48 },
  503: { CANNOT_OPEN_FILE: 76, CANNOT_SCHEDULE_TASK: 439, SOCKET_TIMEOUT: 209 },
};

const statusByCode = new Map(
  Object.entries(codesByStatus).flatMap(([status, codes]) =>
    Object.values(codes).map((code) => [code, Number(status)] as const),
  ),
);

/** After how many seconds a client may ask again, where waiting helps; undefined elsewhere. */
export function retryAfterSeconds(code: number): number | undefined {
  return code === 202 ? 1 : undefined;
}

/** The HTTP status that a ClickHouse server gives with an error code. */
export function httpStatus(code: number): number {
  return statusByCode.get(code) ?? 500;
}
