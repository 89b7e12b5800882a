package yardstick;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Long queries end when they are told to. */
final class Cancellation {
    private static final String ENDLESS = "SELECT max(sipHash64(number)) FROM numbers(1000000000000)";

    static void check(Checks checks, Endpoint endpoint) throws SQLException {
        checks.check("cancel: a statement cancelled by another thread ends within two seconds", () -> cancelled(endpoint));
        checks.check("cancel: max_execution_time of the connection ends a query", () -> {
            try (Connection connection = endpoint.connect("clickhouse_setting_max_execution_time", "1")) {
                Errors.expect(159, () -> Endpoint.ask(connection, ENDLESS));
            }
        });
        checks.check("cancel: a query timeout of the caller frees the connection", () -> timedOut(endpoint));
    }

    private static void cancelled(Endpoint endpoint) throws Exception {
        try (Connection connection = endpoint.connect();
                Connection watcher = endpoint.connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> end = CompletableFuture.supplyAsync(() -> {
                try {
                    statement.executeQuery("/* to be cancelled */ " + ENDLESS);
                    return null;
                } catch (SQLException error) {
                    return error;
                }
            });
            awaitRunning(watcher, end);
            long before = System.nanoTime();
            statement.cancel();
            SQLException error = end.get(30, TimeUnit.SECONDS);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before);
            Checks.isTrue("it ended with an error", error != null);
            Errors.expect(394, () -> {
                throw error;
            });
            Checks.isTrue("it took " + seconds + " s", seconds < 2);
            Checks.equal("1", Endpoint.ask(connection, "SELECT 1"));
        }
    }

    /** A cancellation before the server knows the query would cancel nothing. */
    private static void awaitRunning(Connection watcher, CompletableFuture<?> end) throws Exception {
        String sql = "SELECT count() FROM system.processes WHERE query LIKE '%to be cance' || 'lled%'";
        while (Endpoint.ask(watcher, sql).equals("0")) {
            Checks.isTrue("it ended by itself: " + end.getNow(null), !end.isDone());
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void timedOut(Endpoint endpoint) throws Exception {
        try (Connection connection = endpoint.connect("socket_timeout", "1500");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            boolean failed = false;
            try {
                statement.executeQuery("/* left behind */ " + ENDLESS);
            } catch (SQLException error) {
                failed = true;
            }
            Checks.isTrue("it went on", failed);
            awaitGone(endpoint);
        }
    }

    /** The endpoint notices that nobody listens any more. */
    private static void awaitGone(Endpoint endpoint) throws Exception {
        String sql = "SELECT count() FROM system.processes WHERE query LIKE '%left be' || 'hind%'";
        try (Connection watcher = endpoint.connect()) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!Endpoint.ask(watcher, sql).equals("0")) {
                Checks.isTrue("the query is still running", System.nanoTime() < deadline);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
