"""Rows and columns into tables, in the native format."""

import datetime
import decimal
import uuid
from itertools import repeat

from runner import check, equal


@check("insert: rows of every common type, and back")
def rows(client):
    client.command(
        """
        CREATE OR REPLACE TABLE shop.sale (
            id UInt64, buyer LowCardinality(Nullable(String)), money Decimal(18, 4), day Date,
            moment DateTime64(3, 'UTC'), tags Array(String), code UUID, pairs Map(String, UInt32), flag Bool
        ) ENGINE = MergeTree ORDER BY id
        """
    )
    moment = datetime.datetime(2024, 2, 29, 23, 59, 58, 123000, tzinfo=datetime.timezone.utc)
    data = [
        [1, "标尺", decimal.Decimal("1.2345"), datetime.date(2024, 2, 29), moment, ["a'b", ""], uuid.UUID(int=7), {"k": 1}, True],
        [2, None, decimal.Decimal("-0.0001"), datetime.date(1970, 1, 1), moment, [], uuid.UUID(int=8), {}, False],
    ]
    summary = client.insert("sale", data, database="shop")
    equal(2, summary.written_rows)
    found = client.query("SELECT * FROM shop.sale ORDER BY id").result_rows
    for expected, actual in zip(data, found, strict=True):
        equal(expected[:4] + expected[5:], list(actual[:4]) + list(actual[5:]))
        equal(moment.timestamp(), actual[4].replace(tzinfo=datetime.timezone.utc).timestamp())


@check("insert: 300,000 rows as columns")
def columns(client):
    client.command("CREATE OR REPLACE TABLE shop.wide (id UInt64, text String, price Nullable(Float64)) ENGINE = MergeTree ORDER BY id")
    ids = list(range(300_000))
    texts = [f"number {number} 标尺" for number in ids]
    summary = client.insert("shop.wide", [ids, texts, list(repeat(None, len(ids)))], column_oriented=True)
    equal(300_000, summary.written_rows)
    equal(
        [(300_000, 44999850000, "number 299999 标尺", 300_000)],
        client.query("SELECT count(), sum(id), argMax(text, id), countIf(price IS NULL) FROM shop.wide").result_rows,
    )


@check("insert: named columns, the others take their defaults")
def some(client):
    client.command("CREATE OR REPLACE TABLE shop.partial (id UInt64, note String DEFAULT 'none') ENGINE = MergeTree ORDER BY id")
    client.insert("shop.partial", [[1], [2]], column_names=["id"])
    equal([("none", 2)], client.query("SELECT note, count() FROM shop.partial GROUP BY note").result_rows)


@check("insert: a context is used again")
def context(client):
    client.command("CREATE OR REPLACE TABLE shop.again (id UInt64) ENGINE = MergeTree ORDER BY id")
    shared = client.create_insert_context("shop.again")
    for part in range(3):
        shared.data = [[part * 10 + number] for number in range(10)]
        client.insert(context=shared)
    equal(30, client.command("SELECT uniqExact(id) FROM shop.again"))


@check("insert: raw text in another format")
def raw(client):
    client.command("CREATE OR REPLACE TABLE shop.raw (id UInt64, text String) ENGINE = MergeTree ORDER BY id")
    client.raw_insert("shop.raw", insert_block=b'{"id":1,"text":"one"}\n{"id":2,"text":"two"}\n', fmt="JSONEachRow")
    client.raw_insert("shop.raw", column_names=["id", "text"], insert_block="3,three\n", fmt="CSV")
    equal(["one", "two", "three"], [row[0] for row in client.query("SELECT text FROM shop.raw ORDER BY id").result_rows])
