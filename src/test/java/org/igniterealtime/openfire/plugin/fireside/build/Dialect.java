package org.igniterealtime.openfire.plugin.fireside.build;

import java.util.stream.Collectors;

import org.igniterealtime.openfire.plugin.fireside.build.Schema.Column;
import org.igniterealtime.openfire.plugin.fireside.build.Schema.Index;
import org.igniterealtime.openfire.plugin.fireside.build.Schema.KeyPart;
import org.igniterealtime.openfire.plugin.fireside.build.Schema.Table;

/**
 * How each engine that Openfire supports spells a table. The constants' names are the suffixes of the scripts, as in
 * {@code DbConnectionManager.DatabaseType} (mariadb, cockroachdb and firebird since Openfire 5.1).
 */
public enum Dialect {

    /** A plain table would live in the server's heap. */
    hsqldb("CREATE CACHED TABLE ", "VARCHAR(%d)", "LONGVARCHAR", "LONGVARBINARY", ""),
    postgresql("CREATE TABLE ", "VARCHAR(%d)", "TEXT", "BYTEA", ""),
    cockroachdb("CREATE TABLE ", "VARCHAR(%d)", "TEXT", "BYTEA", ""),
    mysql("CREATE TABLE ", "VARCHAR(%d)", "MEDIUMTEXT", "LONGBLOB", Dialect.UTF8_BINARY),
    mariadb("CREATE TABLE ", "VARCHAR(%d)", "MEDIUMTEXT", "LONGBLOB", Dialect.UTF8_BINARY),
    oracle("CREATE TABLE ", "VARCHAR2(%d CHAR)", "CLOB", "BLOB", ""),
    sqlserver("CREATE TABLE ", "NVARCHAR(%d) COLLATE Latin1_General_BIN2", "NVARCHAR(MAX)", "VARBINARY(MAX)", ""),
    db2("CREATE TABLE ", "VARCHAR(%d)", "CLOB(16M)", "BLOB(64M)", ""),
    sybase("CREATE TABLE ", "NVARCHAR(%d)", "TEXT", "IMAGE", ""),
    firebird("CREATE TABLE ", "VARCHAR(%d) CHARACTER SET UTF8", "BLOB SUB_TYPE TEXT CHARACTER SET UTF8", "BLOB", "");

    /** Compares exactly, as the other engines do; the default would take a and A for the same. */
    private static final String UTF8_BINARY = " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";

    private final String create;
    private final String string;
    private final String text;
    private final String bytes;
    private final String options;

    Dialect(String create, String string, String text, String bytes, String options) {
        this.create = create;
        this.string = string;
        this.text = text;
        this.bytes = bytes;
        this.options = options;
    }

    /** The statements for a table and its indexes, each ended by a semicolon and a line end, as Openfire reads them. */
    String statements(Table table) {
        StringBuilder sql = new StringBuilder(create).append(table.name()).append(" (\n");
        sql.append(table.columns().stream().map(this::column).collect(Collectors.joining(",\n")));
        if (!table.primaryKey().isEmpty()) {
            sql.append(",\n  CONSTRAINT ").append(table.name()).append("_pk PRIMARY KEY ").append(parts(table.primaryKey()));
        }
        sql.append("\n)").append(options).append(";\n");
        for (Index index : table.indexes()) {
            sql.append("CREATE ").append(index.unique() ? "UNIQUE " : "").append("INDEX ").append(index.name())
                    .append(" ON ").append(table.name()).append(' ').append(parts(index.parts())).append(";\n");
        }
        return sql.toString();
    }

    private String column(Column column) {
        String nullness = column.nullable() ? nullable() : " NOT NULL";
        return "  " + column.name() + " " + type(column) + nullness;
    }

    /** Sybase takes a column without a word for NOT NULL. */
    private String nullable() {
        return this == sybase ? " NULL" : "";
    }

    private String type(Column column) {
        return switch (column.type()) {
            case "string" -> string.formatted(column.length());
            case "text" -> text;
            case "bytes" -> bytes;
            case "int" -> "INTEGER";
            case "long" -> this == oracle ? "NUMBER(19)" : "BIGINT";
            case "boolean" -> "SMALLINT";
            default -> throw new IllegalStateException(column.type());
        };
    }

    private String parts(java.util.List<KeyPart> parts) {
        return parts.stream().map(this::part).collect(Collectors.joining(", ", "(", ")"));
    }

    private String part(KeyPart part) {
        boolean prefixed = part.prefix() > 0 && (this == mysql || this == mariadb);
        return prefixed ? part.column() + "(" + part.prefix() + ")" : part.column();
    }
}
