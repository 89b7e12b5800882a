"""Every concern of clickhouse-connect in turn."""

import compression  # noqa: F401
import errors  # noqa: F401
import inserts  # noqa: F401
import queries  # noqa: F401
import sessions  # noqa: F401
import streaming  # noqa: F401
from runner import connect, run_all

with connect() as client:
    client.command("CREATE DATABASE IF NOT EXISTS shop")
run_all()
