package yardstick;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Results of every size. */
final class Results {
    static void check(Checks checks, Endpoint endpoint) throws SQLException {
        try (Connection connection = endpoint.connect()) {
            checks.check("results: 300 MB pass through a heap that could not hold them", () -> {
                String sql = "SELECT number, repeat('x', 500) AS text FROM numbers(600000)";
                long sum = 0;
                long bytes = 0;
                try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        sum += rows.getLong(1);
                        bytes += rows.getString(2).length();
                    }
                }
                Checks.equal(179_999_700_000L, sum);
                Checks.equal(300_000_000L, bytes);
                Checks.isTrue("the heap is small", Runtime.getRuntime().maxMemory() < 300_000_000);
            });
            checks.check("results: none at all", () -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT number FROM numbers(0)")) {
                    Checks.equal(false, rows.next());
                }
            });
            checks.check("results: a limit of rows set by the caller ends them early", () -> {
                try (Statement statement = connection.createStatement()) {
                    statement.setMaxRows(7);
                    int seen = 0;
                    try (ResultSet rows = statement.executeQuery("SELECT number FROM numbers(2000000)")) {
                        while (rows.next()) seen++;
                    }
                    // Drivers that leave it to the server (result_overflow_mode=break) get whole blocks.
                    Checks.isTrue("some rows and not all: " + seen, seen >= 7 && seen < 1_000_000);
                }
            });
            checks.check("results: DDL, SHOW, DESCRIBE, EXISTS and EXPLAIN answer", () -> {
                Endpoint.run(connection, "CREATE OR REPLACE TABLE shop.listed (a UInt8) ENGINE = MergeTree ORDER BY a");
                Checks.equal("1", Endpoint.ask(connection, "EXISTS TABLE shop.listed"));
                Checks.equal("a", Endpoint.ask(connection, "DESCRIBE TABLE shop.listed"));
                Checks.equal("listed", Endpoint.ask(connection, "SHOW TABLES FROM shop LIKE 'listed'"));
                Checks.isTrue("a plan", !Endpoint.ask(connection, "EXPLAIN SELECT a FROM shop.listed").isEmpty());
            });
            checks.check("results: the schema of a connection can be changed", () -> {
                connection.setSchema("shop");
                Checks.equal("shop", Endpoint.ask(connection, "SELECT currentDatabase()"));
                connection.setSchema("default");
                Checks.equal("default", Endpoint.ask(connection, "SELECT currentDatabase()"));
            });
            checks.check("results: the connection is valid, and closed it is not", () -> {
                Connection other = endpoint.connect();
                Checks.equal(true, other.isValid(5));
                other.close();
                Checks.equal(true, other.isClosed());
            });
        }
    }
}
