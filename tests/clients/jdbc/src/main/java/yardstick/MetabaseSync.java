package yardstick;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Metabase's ClickHouse driver does through JDBC, with its connection properties: connect, sync, fingerprint,
 * values of fields, a card. The statements that it writes itself are probed in tests/clients/metabase.
 */
final class MetabaseSync {
    private static final String[] PROPERTIES = {
        "ssl", "false",
        "use_server_time_zone_for_dates", "true",
        "product_name", "metabase/v0.63.0",
        "remember_last_set_roles", "true",
        "http_connection_provider", "HTTP_URL_CONNECTION",
        "jdbc_ignore_unsupported_values", "true",
        "jdbc_schema_term", "schema",
        "clickhouse_setting_select_sequential_consistency", "1",
        "max_open_connections", "100",
    };
    private static final String[] TABLE_TYPES = {
        "TABLE", "VIEW", "FOREIGN TABLE", "REMOTE TABLE", "DICTIONARY", "MATERIALIZED VIEW", "MEMORY TABLE", "LOG TABLE"
    };
    private static final Set<String> UNSEEN = Set.of("system", "information_schema", "INFORMATION_SCHEMA");

    static void check(Checks checks, Endpoint endpoint) throws SQLException {
        try (Connection admin = endpoint.connect()) {
            Endpoint.run(admin, "CREATE DATABASE metabase_mart");
            Endpoint.run(admin, "CREATE TABLE metabase_mart.kpi (month Date, region LowCardinality(String), "
                    + "sales Nullable(Decimal(18, 4)), seen AggregateFunction(uniq, UInt64)) "
                    + "ENGINE = MergeTree PRIMARY KEY (month, region) ORDER BY (month, region) COMMENT 'KPI by month'");
            Endpoint.run(admin, "INSERT INTO metabase_mart.kpi SELECT toDate('2024-01-01') + number % 90, "
                    + "['east', 'west'][number % 2 + 1], number, uniqState(number) FROM numbers(1000) GROUP BY number");
            Endpoint.run(admin, "CREATE VIEW metabase_mart.kpi_view AS SELECT month, sales FROM metabase_mart.kpi");
        }
        try (Connection connection = endpoint.open("metabase_mart", endpoint.user(), endpoint.password(), PROPERTIES)) {
            DatabaseMetaData metadata = connection.getMetaData();
            checks.check("metabase: can connect", () -> Checks.equal("1", Endpoint.ask(connection, "SELECT 1")));
            checks.check("metabase: the pool's check", () -> Checks.equal(true, connection.isValid(10)));
            checks.check("metabase: time zone of the server", () ->
                    Checks.equal("UTC", Endpoint.ask(connection, "SELECT timezone() AS tz")));
            checks.check("metabase: tables of one database, with descriptions", () -> {
                Checks.equal(List.of("kpi", "kpi_view"), tables(metadata, "metabase_mart"));
                Checks.equal("KPI by month",
                        Metadata.column(metadata.getTables(null, "metabase_mart", "kpi", TABLE_TYPES), "REMARKS").get(0));
            });
            checks.check("metabase: tables of all databases", () -> {
                List<String> all = tables(metadata, "%");
                Checks.isTrue("kpi in " + all, all.contains("kpi"));
            });
            checks.check("metabase: columns of a table", () -> Checks.equal(
                    List.of("month Date", "region LowCardinality(String)", "sales Nullable(Decimal(18, 4))",
                            "seen AggregateFunction(uniq, UInt64)"),
                    columns(metadata)));
            checks.check("metabase: primary key of a table", () -> Checks.equal(List.of("month", "region"),
                    Metadata.column(metadata.getPrimaryKeys(null, "metabase_mart", "kpi"), "COLUMN_NAME").stream()
                            .map(String::trim).toList()));
            checks.check("metabase: columns by an empty result", () -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT month, region, sales FROM `metabase_mart`.`kpi` WHERE 1 <> 1 LIMIT 0")) {
                    ResultSetMetaData columns = rows.getMetaData();
                    Checks.equal("month region sales",
                            columns.getColumnName(1) + " " + columns.getColumnName(2) + " " + columns.getColumnName(3));
                }
            });
            checks.check("metabase: fingerprint of a table", () -> Checks.equal(1000, count(connection,
                    "SELECT `metabase_mart`.`kpi`.`month` AS `month`, substring(`metabase_mart`.`kpi`.`region`, 1, 1234) AS `region`, "
                            + "`metabase_mart`.`kpi`.`sales` AS `sales` FROM `metabase_mart`.`kpi` LIMIT 10000")));
            checks.check("metabase: values of a field", () -> Checks.equal(2, count(connection,
                    "SELECT `metabase_mart`.`kpi`.`region` AS `region` FROM `metabase_mart`.`kpi` "
                            + "GROUP BY `metabase_mart`.`kpi`.`region` ORDER BY `metabase_mart`.`kpi`.`region` ASC LIMIT 1000")));
            checks.check("metabase: a card", () -> card(connection));
            checks.check("metabase: an unknown table is code 60, an unknown database 81", () -> {
                Errors.expect(60, () -> Endpoint.ask(connection, "SELECT 1 FROM metabase_mart.nothing"));
                Errors.expect(81, () -> Endpoint.ask(connection, "SELECT 1 FROM nowhere.nothing"));
            });
        }
    }

    private static List<String> tables(DatabaseMetaData metadata, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = metadata.getTables(null, schema, "%", TABLE_TYPES)) {
            while (rows.next())
                if (!UNSEEN.contains(rows.getString("TABLE_SCHEM")) && !rows.getString("TABLE_NAME").startsWith(".inner"))
                    names.add(rows.getString("TABLE_NAME"));
        }
        return names.stream().sorted().toList();
    }

    private static List<String> columns(DatabaseMetaData metadata) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = metadata.getColumns(null, "metabase_mart", "kpi", "%")) {
            while (rows.next()) found.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
        }
        return found;
    }

    private static int count(Connection connection, String sql) throws SQLException {
        int seen = 0;
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) seen++;
        }
        return seen;
    }

    private static void card(Connection connection) throws SQLException {
        String sql = "-- Metabase:: userID: 1 queryType: native queryHash: 0c4f\n"
                + "SELECT toStartOfMonth(month) AS month, sum(sales) AS sales FROM metabase_mart.kpi "
                + "WHERE region = 'east' GROUP BY month ORDER BY month LIMIT 2000";
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(500);
            statement.setMaxRows(2000);
            Checks.isTrue("a result", statement.execute(sql));
            int months = 0;
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    Checks.isTrue("an amount", rows.getBigDecimal("sales").signum() > 0);
                    months++;
                }
            }
            Checks.equal(3, months);
        }
    }
}
