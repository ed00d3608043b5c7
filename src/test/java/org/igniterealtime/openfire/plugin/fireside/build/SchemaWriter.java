package org.igniterealtime.openfire.plugin.fireside.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Writes {@code fireside_<engine>.sql} for every {@link Dialect} beside {@code fireside.schema}. Run it after a change
 * of the schema ({@code bin/schema}); a test fails while the scripts differ from what it would write.
 */
public final class SchemaWriter {

    /** The plugin's {@code databaseKey}. */
    private static final String KEY = "fireside";

    private SchemaWriter() {
    }

    /** @param args the folder of the schema, {@code src/database} if absent */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "src/database");
        Schema schema = read(folder);
        for (Dialect dialect : Dialect.values()) {
            Files.writeString(script(folder, dialect), write(schema, dialect));
        }
    }

    static Schema read(Path folder) throws IOException {
        return Schema.parse(Files.readAllLines(folder.resolve(KEY + ".schema")));
    }

    static Path script(Path folder, Dialect dialect) {
        return folder.resolve(KEY + "_" + dialect + ".sql");
    }

    /** The plugin's whole script: its tables, then its version in the host's table of versions. */
    static String write(Schema schema, Dialect dialect) {
        return "-- Written by SchemaWriter from fireside.schema. Do not edit.\n\n" + tables(schema, dialect)
                + "\nINSERT INTO ofVersion (name, version) VALUES ('" + KEY + "', 1);\n";
    }

    /** Only the tables and indexes of any schema. */
    public static String tables(Schema schema, Dialect dialect) {
        return schema.tables().stream().map(dialect::statements).collect(Collectors.joining("\n"));
    }
}
