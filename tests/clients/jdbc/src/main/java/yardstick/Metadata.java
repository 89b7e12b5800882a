package yardstick;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** What tools read before they show anything: schemas, tables, columns, types. */
final class Metadata {
    static void check(Checks checks, Endpoint endpoint) throws SQLException {
        try (Connection connection = endpoint.connect()) {
            Endpoint.run(connection, """
                    CREATE TABLE shop.described (
                        id UInt64 COMMENT 'number of the order',
                        name String DEFAULT 'nobody',
                        note Nullable(String),
                        price Decimal(18, 4),
                        bought_at DateTime64(3, 'Asia/Shanghai'),
                        tags Array(LowCardinality(String)),
                        kind Enum8('a' = 1, 'b' = 2)
                    ) ENGINE = MergeTree PRIMARY KEY (id, name) ORDER BY (id, name)""");
            Endpoint.run(connection, "CREATE VIEW shop.seen AS SELECT id FROM shop.described");
            DatabaseMetaData metadata = connection.getMetaData();
            checks.check("metadata: product and version", () -> {
                Checks.equal("ClickHouse", metadata.getDatabaseProductName());
                Checks.equal(Endpoint.ask(connection, "SELECT version()"), metadata.getDatabaseProductVersion());
                Checks.isTrue("a version of this decade", metadata.getDatabaseMajorVersion() >= 20);
                Checks.equal(endpoint.user(), metadata.getUserName());
            });
            checks.check("metadata: schemas are the databases", () -> {
                List<String> schemas = column(metadata.getSchemas(), "TABLE_SCHEM");
                Checks.isTrue("shop and system in " + schemas, schemas.containsAll(List.of("shop", "system", "default")));
            });
            checks.check("metadata: catalogs are answered", () -> column(metadata.getCatalogs(), "TABLE_CAT"));
            checks.check("metadata: types of tables", () -> {
                List<String> types = column(metadata.getTableTypes(), "TABLE_TYPE");
                Checks.isTrue("TABLE and VIEW in " + types, types.containsAll(List.of("TABLE", "VIEW")));
            });
            checks.check("metadata: tables and views of a schema", () -> {
                Checks.equal(List.of("described"),
                        column(metadata.getTables(null, "shop", "desc%", new String[] {"TABLE"}), "TABLE_NAME"));
                Checks.equal(List.of("seen"),
                        column(metadata.getTables(null, "shop", "%", new String[] {"VIEW"}), "TABLE_NAME"));
            });
            checks.check("metadata: columns with types, comments, defaults and order", () -> columns(metadata));
            checks.check("metadata: the primary key", () -> {
                List<String> names = column(metadata.getPrimaryKeys(null, "shop", "described"), "COLUMN_NAME");
                Checks.equal(List.of("id", "name"), names.stream().map(String::trim).toList());
            });
            checks.check("metadata: types of the server", () -> {
                List<String> types = column(metadata.getTypeInfo(), "TYPE_NAME");
                Checks.isTrue("String and Decimal in " + types, types.containsAll(List.of("String", "UInt64")));
            });
            checks.check("metadata: columns of a result", () -> resultColumns(connection));
        }
    }

    private static void columns(DatabaseMetaData metadata) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = metadata.getColumns(null, "shop", "described", "%")) {
            while (rows.next())
                found.add(rows.getInt("ORDINAL_POSITION") + " " + rows.getString("COLUMN_NAME") + " "
                        + rows.getString("TYPE_NAME") + " " + rows.getInt("DATA_TYPE") + " " + rows.getString("IS_NULLABLE"));
        }
        Checks.equal(7, found.size());
        Checks.isTrue(found.get(0), found.get(0).startsWith("1 id UInt64 ") && found.get(0).endsWith(" NO"));
        Checks.isTrue(found.get(2), found.get(2).equals("3 note Nullable(String) " + Types.VARCHAR + " YES"));
        Checks.isTrue(found.get(3), found.get(3).equals("4 price Decimal(18, 4) " + Types.DECIMAL + " NO"));
        Checks.isTrue(found.get(5), found.get(5).startsWith("6 tags Array(LowCardinality(String)) " + Types.ARRAY));
        Checks.equal("number of the order", column(metadata.getColumns(null, "shop", "described", "id"), "REMARKS").get(0));
        Checks.equal("'nobody'", column(metadata.getColumns(null, "shop", "described", "name"), "COLUMN_DEF").get(0));
        Checks.equal("4", column(metadata.getColumns(null, "shop", "described", "price"), "DECIMAL_DIGITS").get(0));
    }

    private static void resultColumns(Connection connection) throws SQLException {
        String sql = "SELECT id, note, price, bought_at, tags FROM shop.described LIMIT 0";
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData metadata = rows.getMetaData();
            Checks.equal(5, metadata.getColumnCount());
            Checks.equal("bought_at", metadata.getColumnName(4));
            Checks.equal("DateTime64(3, 'Asia/Shanghai')", metadata.getColumnTypeName(4));
            Checks.equal(Types.DECIMAL, metadata.getColumnType(3));
            Checks.equal(18, metadata.getPrecision(3));
            Checks.equal(4, metadata.getScale(3));
            Checks.equal(ResultSetMetaData.columnNullable, metadata.isNullable(2));
            Checks.equal(false, rows.next());
        }
    }

    /** All values of one column of a result, which is closed. */
    static List<String> column(ResultSet result, String name) throws SQLException {
        List<String> values = new ArrayList<>();
        try (result) {
            while (result.next()) values.add(result.getString(name));
        }
        return values;
    }
}
