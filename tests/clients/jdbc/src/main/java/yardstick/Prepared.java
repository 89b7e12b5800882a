package yardstick;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/** Prepared statements: every common type goes into a table and comes back, as parameter and as value. */
final class Prepared {
    /** A type, what is set, and what the server prints of it. */
    record Case(String type, Object value, String text) {}

    private static final List<Case> CASES = List.of(
            new Case("Int8", (byte) -128, "-128"),
            new Case("Int64", Long.MIN_VALUE, "-9223372036854775808"),
            new Case("UInt64", new BigInteger("18446744073709551615"), "18446744073709551615"),
            new Case("Int256", new BigInteger("-12345678901234567890123456789012345678901234567890"),
                    "-12345678901234567890123456789012345678901234567890"),
            new Case("Float64", 0.1, "0.1"),
            new Case("Bool", true, "true"),
            new Case("Decimal(18, 4)", new BigDecimal("12345678901234.5678"), "12345678901234.5678"),
            new Case("Decimal(76, 20)", new BigDecimal("-98765432109876543210.01234567890123456789"),
                    "-98765432109876543210.01234567890123456789"),
            new Case("String", "it's \\ \"标尺\" \n\t ? {x:String} %", "it's \\ \"标尺\" \n\t ? {x:String} %"),
            new Case("FixedString(4)", "abcd", "abcd"),
            new Case("LowCardinality(String)", "east", "east"),
            new Case("Nullable(String)", "there", "there"),
            new Case("Enum8('a' = 1, 'b' = 2)", "b", "b"),
            new Case("Date", LocalDate.of(2024, 2, 29), "2024-02-29"),
            new Case("Date32", LocalDate.of(1925, 1, 1), "1925-01-01"),
            new Case("DateTime('UTC')", LocalDateTime.of(2024, 2, 29, 23, 59, 58), "2024-02-29 23:59:58"),
            new Case("DateTime64(6, 'UTC')", LocalDateTime.of(2024, 2, 29, 23, 59, 58, 123_456_000),
                    "2024-02-29 23:59:58.123456"),
            new Case("UUID", UUID.fromString("61f0c404-5cb3-11e7-907b-a6006ad3dba0"), "61f0c404-5cb3-11e7-907b-a6006ad3dba0"),
            new Case("IPv4", "192.168.0.1", "192.168.0.1"),
            new Case("Array(Int32)", new Integer[] {1, -2, 3}, "[1,-2,3]"),
            new Case("Array(String)", new String[] {"a'b", "标尺", ""}, "['a\\'b','标尺','']"));

    static void check(Checks checks, Endpoint endpoint) throws SQLException {
        try (Connection connection = endpoint.connect()) {
            for (Case one : CASES)
                checks.check("prepared: " + one.type + " goes in and comes back", () -> throughTable(connection, one));
            checks.check("prepared: NULL goes in and comes back", () -> nulls(connection));
            checks.check("prepared: parameters of a WHERE", () -> where(connection));
            checks.check("prepared: the zone of a moment counts", () -> moments(connection));
            checks.check("prepared: one statement runs again with other values", () -> again(connection));
            checks.check("prepared: a question mark in text and comment is none", () -> {
                String sql = "SELECT 'what?', ? /* really? */ -- yes?";
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setInt(1, 5);
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        Checks.equal("what? 5", rows.getString(1) + " " + rows.getInt(2));
                    }
                }
            });
        }
    }

    private static void throughTable(Connection connection, Case one) throws SQLException {
        Endpoint.run(connection, "CREATE OR REPLACE TABLE shop.one (v " + one.type + ") ENGINE = Memory");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO shop.one (v) VALUES (?)")) {
            insert.setObject(1, one.value);
            insert.executeUpdate();
        }
        Checks.equal(one.text, Endpoint.ask(connection, "SELECT toString(v) FROM shop.one"));
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT v FROM shop.one")) {
            Checks.isTrue("a row", rows.next());
            sameValue(one, rows);
        }
    }

    private static void sameValue(Case one, ResultSet rows) throws SQLException {
        Object value = one.value;
        if (value instanceof BigDecimal decimal) Checks.equal(0, decimal.compareTo(rows.getBigDecimal(1)));
        else if (value instanceof LocalDate date) Checks.equal(date, rows.getObject(1, LocalDate.class));
        else if (value instanceof LocalDateTime time) Checks.equal(time, rows.getObject(1, LocalDateTime.class));
        else if (value instanceof UUID uuid) Checks.equal(uuid, rows.getObject(1));
        else if (value instanceof Boolean flag) Checks.equal(flag, rows.getBoolean(1));
        else if (value instanceof Double number) Checks.equal(number, rows.getDouble(1));
        else if (value instanceof Object[] array) {
            Object[] found = (Object[]) rows.getArray(1).getArray();
            Checks.equal(List.of(array).toString(), List.of(found).toString());
        } else if (value instanceof String text && !one.type.startsWith("IPv4")) Checks.equal(text, rows.getString(1));
        else if (value instanceof Number number) Checks.equal(number.toString(), rows.getObject(1).toString());
    }

    private static void nulls(Connection connection) throws SQLException {
        Endpoint.run(connection, "CREATE OR REPLACE TABLE shop.gaps (a Nullable(Int32), b Nullable(String), c Nullable(DateTime64(3))) ENGINE = Memory");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO shop.gaps VALUES (?, ?, ?)")) {
            insert.setNull(1, Types.INTEGER);
            insert.setString(2, null);
            insert.setObject(3, null);
            insert.executeUpdate();
        }
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT * FROM shop.gaps")) {
            rows.next();
            Checks.equal(0, rows.getInt(1));
            Checks.isTrue("the number was NULL", rows.wasNull());
            Checks.equal(null, rows.getString(2));
            Checks.equal(null, rows.getTimestamp(3));
        }
    }

    private static void where(Connection connection) throws SQLException {
        String sql = "SELECT groupArray(number) FROM numbers(20) WHERE number BETWEEN ? AND ? AND toString(number) != ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 3);
            statement.setLong(2, 6);
            statement.setString(3, "5");
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                Checks.equal("[3, 4, 6]", List.of((Object[]) rows.getArray(1).getArray()).toString());
            }
        }
    }

    private static void moments(Connection connection) throws SQLException {
        ZonedDateTime moment = ZonedDateTime.of(2024, 2, 29, 23, 30, 0, 0, ZoneOffset.ofHours(-5));
        try (PreparedStatement statement = connection.prepareStatement("SELECT toString(CAST(? AS DateTime('UTC')))")) {
            statement.setObject(1, moment);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                Checks.equal("2024-03-01 04:30:00", rows.getString(1));
            }
        }
    }

    private static void again(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ? * 2")) {
            for (int value = 0; value < 20; value++) {
                statement.setInt(1, value);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    Checks.equal(value * 2, rows.getInt(1));
                }
            }
        }
    }
}
