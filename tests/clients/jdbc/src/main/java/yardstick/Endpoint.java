package yardstick;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The endpoint under test, from the environment. */
record Endpoint(String address, String user, String password) {
    static Endpoint fromEnvironment() {
        String address = System.getenv("CLICKHOUSE_HOST") + ":" + System.getenv("CLICKHOUSE_PORT");
        return new Endpoint(address, System.getenv("CLICKHOUSE_USER"), System.getenv("CLICKHOUSE_PASSWORD"));
    }

    /** A connection with the driver's own defaults, but for the given pairs of name and value. */
    Connection connect(String... properties) throws SQLException {
        return open("default", user, password, properties);
    }

    Connection open(String database, String user, String password, String... properties) throws SQLException {
        Properties all = new Properties();
        all.setProperty("user", user);
        all.setProperty("password", password);
        for (int at = 0; at < properties.length; at += 2) all.setProperty(properties[at], properties[at + 1]);
        return DriverManager.getConnection("jdbc:clickhouse://" + address + "/" + database, all);
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** First value of the first row, as text. */
    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Checks.isTrue("a row for " + sql, rows.next());
            return rows.getString(1);
        }
    }
}
