"""Runs checks one after another and prints one JSON line for each."""

import json
import os
import traceback

import clickhouse_connect

_checks = []


def check(name):
    """Registers a function that takes a client with its defaults and raises when something is wrong."""

    def register(body):
        _checks.append((name, body))
        return body

    return register


def connect(**options):
    """A client of the endpoint, with clickhouse-connect's own defaults but for the given options."""
    return clickhouse_connect.get_client(
        host=os.environ["CLICKHOUSE_HOST"],
        port=int(os.environ["CLICKHOUSE_PORT"]),
        username=options.pop("username", os.environ["CLICKHOUSE_USER"]),
        password=options.pop("password", os.environ["CLICKHOUSE_PASSWORD"]),
        **options,
    )


def expect_code(code, body):
    """Fails unless the body raises ClickHouse's error of that code."""
    try:
        body()
    except clickhouse_connect.driver.exceptions.DatabaseError as error:
        assert f"Code: {code}" in str(error) or f"code {code}" in str(error), str(error)
        return error
    raise AssertionError(f"code {code} expected, but all went well")


def equal(expected, actual):
    assert expected == actual, f"expected {expected!r}, got {actual!r}"


def run_all():
    for name, body in _checks:
        line = {"check": name}
        try:
            client = connect()
            try:
                body(client)
            finally:
                client.close()
        except BaseException:
            line["error"] = traceback.format_exc(limit=-6)
        print(json.dumps(line), flush=True)
    print(json.dumps({"done": len(_checks)}), flush=True)
