package yardstick;

import java.sql.Connection;
import java.util.List;

/** Every concern of the driver in turn; with the argument `metabase` also what Metabase does with it. */
public final class Main {
    public static void main(String[] arguments) throws Exception {
        Endpoint endpoint = Endpoint.fromEnvironment();
        Checks checks = new Checks();
        try (Connection connection = endpoint.connect()) {
            Endpoint.run(connection, "CREATE DATABASE IF NOT EXISTS shop COMMENT 'what the checks make'");
        }
        Compression.check(checks, endpoint);
        Metadata.check(checks, endpoint);
        Prepared.check(checks, endpoint);
        Results.check(checks, endpoint);
        Batches.check(checks, endpoint);
        Errors.check(checks, endpoint);
        Cancellation.check(checks, endpoint);
        if (List.of(arguments).contains("metabase")) MetabaseSync.check(checks, endpoint);
        checks.done();
        // The driver's pools have threads of their own.
        System.exit(0);
    }
}
