"""Sessions, ids of queries, roles and users."""

import uuid

from clickhouse_connect.driver.exceptions import Error

from runner import check, connect, equal, expect_code


@check("session: a client keeps temporary tables and settings")
def temporary(client):
    with connect(session_id=str(uuid.uuid4())) as own:
        own.command("CREATE TEMPORARY TABLE mine (a UInt8)")
        own.insert("mine", [[5], [6]])
        own.command("SET max_threads = 3")
        equal([(11, 3)], own.query("SELECT sum(a), getSetting('max_threads') FROM mine").result_rows)
    expect_code(60, lambda: client.query("SELECT a FROM mine", settings={"session_id": str(uuid.uuid4())}))


@check("session: settings of a client hold for all of its queries")
def client_settings(_client):
    with connect(settings={"max_block_size": 4321}) as other:
        equal(4321, other.command("SELECT getSetting('max_block_size')"))
        other.set_client_setting("max_block_size", 999)
        equal(999, other.command("SELECT getSetting('max_block_size')"))


@check("session: a setting that the server does not know is refused")
def unknown(client):
    try:
        client.query("SELECT 1", settings={"no_such_setting": 1})
    except Error as error:
        assert "no_such_setting" in str(error), str(error)
        return
    raise AssertionError("the setting was taken")


@check("session: a wrong password is 516")
def password(_client):
    expect_code(516, lambda: connect(password="wrong"))
