package yardstick;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/** Rows in bulk, as loaders send them. */
final class Batches {
    private static final int ROWS = 100_000;

    static void check(Checks checks, Endpoint endpoint) throws SQLException {
        insert(checks, endpoint, "by default");
        insert(checks, endpoint, "with compressed requests", "decompress", "true");
        insert(checks, endpoint, "as binary rows", "beta.row_binary_for_simple_insert", "true");
    }

    private static void insert(Checks checks, Endpoint endpoint, String how, String... properties) {
        checks.check("batch " + how + ": 100,000 rows in one go", () -> {
            try (Connection connection = endpoint.open("shop", endpoint.user(), endpoint.password(), properties)) {
                Endpoint.run(connection, "CREATE OR REPLACE TABLE bulk (id UInt64, name String, price Decimal(18, 4)) ENGINE = MergeTree ORDER BY id");
                int[] counts = fill(connection);
                Checks.equal(ROWS, counts.length);
                Checks.isTrue("every row is counted", Arrays.stream(counts).allMatch(count -> count == 1 || count == -2));
                Checks.equal("100000 4999950000 25000000 99999 it's 99999",
                        Endpoint.ask(connection, "SELECT concat(toString(count()), ' ', toString(sum(id)), ' ', toString(sum(price)), ' ', "
                                + "toString(max(id)), ' ', argMax(name, id)) FROM bulk"));
            }
        });
    }

    private static int[] fill(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO bulk (id, name, price) VALUES (?, ?, ?)")) {
            for (int row = 0; row < ROWS; row++) {
                statement.setLong(1, row);
                statement.setString(2, "it's " + row);
                statement.setBigDecimal(3, new BigDecimal("250.0000"));
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }
}
