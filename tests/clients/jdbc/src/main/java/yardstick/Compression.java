package yardstick;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Arrays;

/**
 * Compressed answers and requests. By default the driver asks for native LZ4 blocks (compress=1) and checks the hash of
 * each; LZ4 frames go as Content-Encoding.
 */
final class Compression {
    private static final String SAME_ROWS_HASHED = "SELECT sum(cityHash64(a)) FROM (SELECT toString(number) AS a FROM numbers(200000))";

    static void check(Checks checks, Endpoint endpoint) {
        both(checks, endpoint, "by default");
        both(checks, endpoint, "off", "compress", "false", "decompress", "false");
        both(checks, endpoint, "as native blocks both ways", "compress", "true", "decompress", "true");
        both(checks, endpoint, "as LZ4 frames both ways",
                "compress", "true", "decompress", "true", "client.use_http_compression", "true");
    }

    private static void both(Checks checks, Endpoint endpoint, String how, String... properties) {
        checks.check("compression " + how + ": a large answer arrives whole", () -> {
            try (Connection connection = endpoint.connect(properties)) {
                Checks.equal("200000", largeAnswer(connection));
            }
        });
        checks.check("compression " + how + ": a large request arrives whole", () -> {
            try (Connection connection = endpoint.connect(withLongStatements(properties))) {
                String text = "标尺 ".repeat(100_000);
                try (PreparedStatement statement = connection.prepareStatement("SELECT lengthUTF8(?), cityHash64(?)")) {
                    statement.setString(1, text);
                    statement.setString(2, text);
                    try (var rows = statement.executeQuery()) {
                        rows.next();
                        Checks.equal(300_000L, rows.getLong(1));
                    }
                }
            }
        });
        checks.check("compression " + how + ": an error is read", () -> {
            try (Connection connection = endpoint.connect(properties)) {
                Errors.expect(60, () -> Endpoint.ask(connection, "SELECT * FROM shop.nowhere"));
            }
        });
    }

    /** A server reads statements of 256 KiB unless it is asked for more. */
    private static String[] withLongStatements(String... properties) {
        String[] all = Arrays.copyOf(properties, properties.length + 2);
        all[properties.length] = "clickhouse_setting_max_query_size";
        all[properties.length + 1] = "10000000";
        return all;
    }

    /** Hashes what came, to compare it with what the server says of the same rows. */
    private static String largeAnswer(Connection connection) throws Exception {
        String sql = "SELECT number, toString(number) AS a, cityHash64(a) AS hash FROM numbers(200000)";
        long rowsSeen = 0;
        BigInteger hashes = BigInteger.ZERO;
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Checks.equal(String.valueOf(rowsSeen), rows.getString("a"));
                hashes = hashes.add(rows.getBigDecimal("hash").toBigInteger());
                rowsSeen++;
            }
        }
        BigInteger modulus = BigInteger.TWO.pow(64);
        Checks.equal(Endpoint.ask(connection, SAME_ROWS_HASHED), hashes.mod(modulus).toString());
        return String.valueOf(rowsSeen);
    }
}
