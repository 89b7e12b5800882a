"""Results that are read while the query runs."""

import io

from runner import check, equal


@check("stream: blocks of rows")
def blocks(client):
    rows = 0
    many = 0
    with client.query_row_block_stream("SELECT number FROM numbers(2000000)") as stream:
        for block in stream:
            many += 1
            rows += len(block)
    equal(2_000_000, rows)
    assert many > 10, many


@check("stream: rows, and columns by block")
def rows(client):
    with client.query_rows_stream("SELECT number FROM numbers(300000)") as stream:
        equal(sum(range(300_000)), sum(row[0] for row in stream))
    with client.query_column_block_stream("SELECT number, 'x' FROM numbers(300000)") as stream:
        equal(300_000, sum(len(block[0]) for block in stream))


@check("stream: the bytes of any format")
def raw(client):
    equal(b"0\n1\n2\n", client.raw_query("SELECT number FROM numbers(3)", fmt="TSV"))
    assert client.raw_query("SELECT 1 AS a", fmt="Parquet").startswith(b"PAR1")
    with client.raw_stream("SELECT number FROM numbers(400000)", fmt="CSVWithNames") as stream:
        lines = io.TextIOWrapper(stream).read().splitlines()
    equal(400_001, len(lines))
    equal('"number"', lines[0])


@check("stream: one that is left early leaves the client usable")
def left(client):
    with client.query_row_block_stream("SELECT number FROM numbers(50000000)") as stream:
        next(iter(stream))
    equal(1, client.command("SELECT 1"))
