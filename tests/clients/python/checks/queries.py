"""Queries, commands and parameters."""

import datetime
import decimal
import ipaddress
import uuid

from runner import check, connect, equal


@check("query: the client knows version and zone of the server")
def server(client):
    equal(client.command("SELECT version()"), client.server_version)
    equal("UTC", str(client.server_tz))
    assert client.ping()


@check("query: every common type comes as Python's own")
def types(client):
    result = client.query(
        """
        SELECT toUInt64(18446744073709551615) AS u64, toInt256('-1234567890123456789012345678901234567890') AS i256,
               0.1::Float64 AS f, true AS flag, toDecimal64('12345678901234.5678', 4) AS money,
               '标尺' AS text, toFixedString('abcd', 4) AS fixed, NULL::Nullable(Int32) AS gap,
               toDate('2024-02-29') AS day, toDateTime('2024-02-29 23:59:58', 'UTC') AS moment,
               toDateTime64('2024-02-29 23:59:58.123456', 6, 'UTC') AS exact,
               toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0') AS id, [1, 2, 3]::Array(Int32) AS numbers,
               map('a', 1::UInt8) AS pairs, (1::UInt8, 'x') AS both, toIPv4('192.168.0.1') AS address,
               'b'::Enum8('a' = 1, 'b' = 2) AS kind, toLowCardinality('east') AS region
        """
    )
    row = dict(zip(result.column_names, result.result_rows[0], strict=True))
    equal(18446744073709551615, row["u64"])
    equal(-1234567890123456789012345678901234567890, row["i256"])
    equal(0.1, row["f"])
    equal(True, row["flag"])
    equal(decimal.Decimal("12345678901234.5678"), row["money"])
    equal("标尺", row["text"])
    equal(b"abcd", row["fixed"])
    equal(None, row["gap"])
    equal(datetime.date(2024, 2, 29), row["day"])
    equal("2024-02-29 23:59:58", row["moment"].strftime("%Y-%m-%d %H:%M:%S"))
    equal(123456, row["exact"].microsecond)
    equal(uuid.UUID("61f0c404-5cb3-11e7-907b-a6006ad3dba0"), row["id"])
    equal([1, 2, 3], row["numbers"])
    equal({"a": 1}, row["pairs"])
    equal((1, "x"), row["both"])
    equal(ipaddress.IPv4Address("192.168.0.1"), row["address"])
    equal("b", row["kind"])
    equal("east", row["region"])


@check("query: half a million rows arrive whole, as columns too")
def large(client):
    sql = "SELECT number, toString(number) AS text FROM numbers(500000)"
    equal(500_000, client.query(sql).row_count)
    numbers, texts = client.query(sql, column_oriented=True).result_columns
    equal(sum(range(500_000)), sum(numbers))
    equal("499999", texts[-1])


@check("query: parameters are sent to the server")
def parameters(client):
    values = {"text": "it's \\ \n '标尺'", "day": datetime.date(2024, 2, 29), "many": [1, 2], "none": None}
    sql = "SELECT {text:String}, {day:Date}, {many:Array(UInt8)}, {none:Nullable(String)}"
    equal(
        [("it's \\ \n '标尺'", datetime.date(2024, 2, 29), [1, 2], None)],
        client.query(sql, parameters=values).result_rows,
    )


@check("query: parameters in the text of the statement")
def client_parameters(client):
    rows = client.query("SELECT %(text)s AS a, %(number)s AS b", parameters={"text": "it's", "number": 5}).result_rows
    equal([("it's", 5)], rows)


@check("query: parameters as a form, where they would be too long for an address")
def form_parameters(client):
    with connect(form_encode_query_params=True) as other:
        text = "x" * 3_000_000
        rows = other.query("SELECT length({text:String})", parameters={"text": text}).result_rows
        equal([(3_000_000,)], rows)


@check("query: settings hold for one query")
def settings(client):
    sql = "SELECT getSetting('max_block_size')"
    equal(1234, client.command(sql, settings={"max_block_size": 1234}))
    assert client.command(sql) != 1234


@check("command: DDL, SHOW and numbers")
def commands(client):
    client.command("CREATE OR REPLACE TABLE shop.plain (a UInt8) ENGINE = MergeTree ORDER BY a")
    equal(1, client.command("EXISTS TABLE shop.plain"))
    equal("plain", client.command("SHOW TABLES FROM shop LIKE 'plain'"))
    equal("a", client.query("DESCRIBE TABLE shop.plain").result_rows[0][0])
    client.command("INSERT INTO shop.plain VALUES (1), (2)")
    client.command("ALTER TABLE shop.plain DELETE WHERE a = 1", settings={"mutations_sync": 2})
    equal(1, client.command("SELECT count() FROM shop.plain"))
    client.command("DROP TABLE shop.plain SYNC")


@check("command: data goes with the statement")
def command_data(client):
    client.command("CREATE OR REPLACE TABLE shop.plain (a UInt8, b String) ENGINE = MergeTree ORDER BY a")
    client.command("INSERT INTO shop.plain FORMAT CSV", data="1,one\n2,two\n")
    equal("one,two", client.command("SELECT arrayStringConcat(arraySort(groupArray(b)), ',') FROM shop.plain").replace("\\", ""))


@check("query: the query's id goes there and comes back")
def query_id(client):
    result = client.query("SELECT number FROM numbers(1000)", settings={"query_id": "from-python-1"})
    equal("from-python-1", result.query_id)
    equal(1000, result.row_count)


@check("query: another database, another name of a user")
def database(client):
    with connect(database="shop") as other:
        equal("shop", other.command("SELECT currentDatabase()"))
