"""Errors of the server come as exceptions with ClickHouse's code and words."""

from clickhouse_connect.driver.exceptions import Error

from runner import check, connect, equal, expect_code

_WRONG = {
    "SELECT * FROM shop.nowhere": 60,
    "SELECT * FROM nowhere.nothing": 81,
    "SELECT nothing": 47,
    "SELECT toUInt8('x')": 6,
    "SELECT nofunction(1)": 46,
    "SELEC 1": 62,
    "SELECT throwIf(1, 'on purpose')": 395,
}


def _fails(sql, code):
    def body(client):
        expect_code(code, lambda: client.query(sql))
        equal(1, client.command("SELECT 1"))

    return body


for _sql, _code in _WRONG.items():
    check(f"error: code {_code} for {_sql}")(_fails(_sql, _code))


@check("error: one in mid-stream is raised, never taken for the end")
def mid_stream(client):
    try:
        with client.query_row_block_stream("SELECT throwIf(number = 4000000), number FROM numbers(5000000)") as stream:
            rows = sum(len(block) for block in stream)
    except Error as error:
        assert "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO" in str(error) or "395" in str(error), str(error)
        return
    raise AssertionError(f"{rows} rows came and no error")


@check("error: an insert that fails has inserted nothing")
def failed_insert(client):
    client.command("CREATE OR REPLACE TABLE shop.strict (a UInt8, CONSTRAINT small CHECK a < 10) ENGINE = MergeTree ORDER BY a")
    expect_code(469, lambda: client.insert("shop.strict", [[1], [50]]))
    equal(0, client.command("SELECT count() FROM shop.strict"))


@check("error: max_execution_time ends a query")
def timeout(client):
    sql = "SELECT max(sipHash64(number)) FROM numbers(1000000000000)"
    expect_code(159, lambda: client.query(sql, settings={"max_execution_time": 1}))


@check("error: an unknown database at the start of a client")
def database(_client):
    expect_code(81, lambda: connect(database="nowhere").query("SELECT 1"))
