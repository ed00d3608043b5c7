package org.igniterealtime.openfire.plugin.fireside.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables in words that no engine owns, read from lines such as
 * <pre>
 * # a comment
 * table fsLogin
 *   token      string(64)
 *   seen       long
 *   label      string(255) null
 *   primary key (token)
 *   index fsLogin_seen (seen)
 *   unique index fsLogin_label (label)
 * </pre>
 * Types: {@code string(n)} of up to n characters, {@code text} of any length, {@code bytes}, {@code int},
 * {@code long}, {@code boolean} (a small integer, 0 or 1: use setInt). Columns are NOT NULL unless marked.
 * {@code column(n)} inside a key asks MySQL and MariaDB to index the first n characters only; the others index all.
 */
public record Schema(List<Table> tables) {

    /** A table with its key and indexes, in the order written. */
    public record Table(String name, List<Column> columns, List<KeyPart> primaryKey, List<Index> indexes) {

        /** @throws IllegalArgumentException when there is none of that name */
        Column column(String wanted) {
            return columns.stream().filter(column -> column.name.equals(wanted)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + wanted));
        }
    }

    /** @param length in characters, 0 for types without one */
    public record Column(String name, String type, int length, boolean nullable) {
    }

    /** @param prefix indexed characters for MySQL and MariaDB, 0 for all */
    public record KeyPart(String column, int prefix) {
    }

    /** A secondary index. */
    public record Index(String name, boolean unique, List<KeyPart> parts) {
    }

    private static final Pattern COLUMN =
            Pattern.compile("(\\w+)\\s+(string|text|bytes|int|long|boolean)(?:\\((\\d+)\\))?(\\s+null)?");
    private static final Pattern KEY = Pattern.compile("(primary key|(unique )?index (\\w+)) \\((.+)\\)");
    private static final Pattern PART = Pattern.compile("(\\w+)(?:\\((\\d+)\\))?");

    /** Oracle before 12.2 and Firebird before 4 allow no longer names. */
    private static final int NAME_LENGTH = 30;
    /** MySQL's key of 3072 bytes at four bytes a character. */
    private static final int KEY_CHARACTERS = 768;
    /** Words that one engine or another does not take as a column's name. */
    private static final List<String> RESERVED = List.of("access", "audit", "blob", "by", "check", "clob",
            "cluster", "column", "comment", "condition", "current", "date", "day", "default", "desc", "end", "exists",
            "file", "from", "group", "hour", "identified", "index", "initial", "int", "interval", "key", "keys",
            "level", "limit", "lock", "long", "minute", "mode", "month", "number", "of", "offline", "offset", "online",
            "option", "order", "position", "prior", "public", "raw", "read", "references", "resource", "row", "rowid",
            "rows", "schema", "second", "select", "session", "size", "start", "status", "sysdate", "table", "text",
            "time", "timestamp", "to", "transaction", "trigger", "type", "uid", "unique", "user", "validate", "value",
            "values", "view", "when", "where", "with", "year", "zone");

    /**
     * @param lines of a schema file
     * @throws IllegalArgumentException naming the line that is not understood or that some engine would refuse
     */
    public static Schema parse(List<String> lines) {
        List<Table> tables = new ArrayList<>();
        for (String raw : lines) {
            String line = raw.replaceFirst("#.*", "").trim();
            try {
                read(line, tables);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("In the schema, at: " + raw.trim() + ": " + e.getMessage(), e);
            }
        }
        tables.forEach(table -> require(!table.primaryKey.isEmpty() || !table.indexes.isEmpty(),
                table.name + " has no key"));
        return new Schema(List.copyOf(tables));
    }

    private static void read(String line, List<Table> tables) {
        if (line.isEmpty()) {
            return;
        }
        if (line.startsWith("table ")) {
            tables.add(new Table(name(line.substring(6).trim()), new ArrayList<>(), new ArrayList<>(),
                    new ArrayList<>()));
            return;
        }
        Table table = tables.get(tables.size() - 1);
        Matcher key = KEY.matcher(line);
        Matcher column = COLUMN.matcher(line);
        if (key.matches()) {
            List<KeyPart> parts = parts(table, key.group(4));
            if (key.group(3) == null) {
                checkLength(table, parts);
                table.primaryKey.addAll(parts);
            } else {
                table.indexes.add(index(table, name(key.group(3)), key.group(2) != null, parts));
            }
        } else {
            require(column.matches(), "neither a column nor a key");
            table.columns.add(column(column));
        }
    }

    private static Column column(Matcher found) {
        String type = found.group(2);
        int length = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        require(type.equals("string") == (length > 0), "a length goes with string, and only with it");
        require(length <= 4000, "longer than 4000 characters is text");
        return new Column(name(found.group(1)), type, length, found.group(4) != null);
    }

    private static List<KeyPart> parts(Table table, String list) {
        return Arrays.stream(list.split(",")).map(String::trim).map(word -> {
            Matcher part = PART.matcher(word);
            require(part.matches(), "not a column: " + word);
            Column column = table.column(part.group(1));
            require(!column.type.equals("text") && !column.type.equals("bytes"), "no index on " + column.name);
            return new KeyPart(column.name, part.group(2) == null ? 0 : Integer.parseInt(part.group(2)));
        }).toList();
    }

    private static Index index(Table table, String name, boolean unique, List<KeyPart> parts) {
        checkLength(table, parts);
        return new Index(name, unique, parts);
    }

    private static void checkLength(Table table, List<KeyPart> parts) {
        int characters = parts.stream()
                .mapToInt(part -> part.prefix > 0 ? part.prefix : table.column(part.column).length).sum();
        require(characters <= KEY_CHARACTERS, "a key of " + characters + " characters, " + KEY_CHARACTERS
                + " is what MySQL takes: hash it, or name a prefix, as in column(100)");
    }

    private static String name(String name) {
        require(name.matches("\\w{1," + NAME_LENGTH + "}"), "not a name of at most " + NAME_LENGTH + " letters");
        require(!RESERVED.contains(name.toLowerCase(java.util.Locale.ROOT)), "a word that some engine keeps for itself");
        return name;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
