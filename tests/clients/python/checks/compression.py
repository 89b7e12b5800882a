"""Compressed answers and requests: lz4 and zstd are what clickhouse-connect asks for by default."""

import gzip

from runner import check, connect, equal, expect_code


def _read(client):
    rows = client.query("SELECT number, repeat('标尺', 20) FROM numbers(200000)").result_rows
    equal(200_000, len(rows))
    equal("标尺" * 20, rows[-1][1])
    expect_code(60, lambda: client.query("SELECT * FROM shop.nowhere"))


def _write(client):
    client.command("CREATE OR REPLACE TABLE shop.packed (id UInt64, text String) ENGINE = MergeTree ORDER BY id")
    client.insert("shop.packed", [[number, f"text {number}" * 5] for number in range(100_000)])
    equal([(100_000, 4999950000)], client.query("SELECT count(), sum(id) FROM shop.packed").result_rows)


def _with(method, *bodies):
    def body(_client):
        with connect(compress=method) as client:
            for one in bodies:
                one(client)

    return body


for _method in (True, False, "lz4", "zstd", "gzip"):
    check(f"compression: {_method} both ways")(_with(_method, _read, _write))
check("compression: deflate of answers")(_with("deflate", _read))


@check("compression: a raw upload that is gzip already")
def raw_gzip(client):
    client.command("CREATE OR REPLACE TABLE shop.packed (id UInt64) ENGINE = MergeTree ORDER BY id")
    data = gzip.compress(b"".join(b"%d\n" % number for number in range(1000)))
    client.raw_insert("shop.packed", insert_block=data, fmt="TSV", compression="gzip")
    equal(1000, client.command("SELECT count() FROM shop.packed"))
