package yardstick;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Errors of the server reach the caller with ClickHouse's code and words. */
final class Errors {
    static void check(Checks checks, Endpoint endpoint) {
        Map<String, Integer> wrong = Map.of(
                "SELECT * FROM shop.nowhere", 60,
                "SELECT * FROM nowhere.nothing", 81,
                "SELECT nothing", 47,
                "SELECT toUInt8('x')", 6,
                "SELECT nofunction(1)", 46,
                "SELEC 1", 62);
        wrong.forEach((sql, code) -> checks.check("an error: code " + code + " for " + sql, () -> {
            try (Connection connection = endpoint.connect()) {
                expect(code, () -> Endpoint.ask(connection, sql));
                Checks.equal("1", Endpoint.ask(connection, "SELECT 1"));
            }
        }));
        checks.check("an error: a wrong password is code 516", () -> {
            expect(516, () -> {
                try (Connection connection = endpoint.open("default", endpoint.user(), "wrong")) {
                    Endpoint.ask(connection, "SELECT 1");
                }
            });
        });
        checks.check("an error: one in mid-stream is thrown, never taken for the end", () -> {
            try (Connection connection = endpoint.connect(); Statement statement = connection.createStatement()) {
                String sql = "SELECT throwIf(number = 4000000), number FROM numbers(5000000)";
                boolean failed = false;
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) rows.getLong(2);
                } catch (SQLException | RuntimeException error) {
                    failed = true;
                }
                Checks.isTrue("all rows seemed to be there", failed);
            }
        });
        checks.check("an error: the database of the address is missing", () -> {
            expect(81, () -> {
                try (Connection connection = endpoint.open("nowhere", endpoint.user(), endpoint.password())) {
                    Endpoint.ask(connection, "SELECT 1");
                }
            });
        });
    }

    /** Fails unless the body throws an SQLException of that code whose text is ClickHouse's. */
    static void expect(int code, Checks.Check body) throws Exception {
        try {
            body.run();
        } catch (SQLException error) {
            String text = String.valueOf(error.getMessage());
            for (Throwable cause = error; cause != null; cause = cause.getCause()) text += "\n" + cause.getMessage();
            Checks.isTrue("code " + code + " in: " + text, text.contains("Code: " + code + ". DB::Exception:"));
            return;
        }
        throw new AssertionError("code " + code + " expected, but all went well");
    }
}
