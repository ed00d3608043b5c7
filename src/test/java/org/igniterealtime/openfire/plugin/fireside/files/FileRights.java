package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables of {@code files.txt}. */
final class FileRights {
    private FileRights() {
    }

    /** The rows below the head that begins with a word, each with its cells behind one blank. */
    static List<String> rows(String head) {
        List<String> rows = new ArrayList<>();
        boolean in = false;
        for (String line : lines()) {
            if (line.startsWith(head + " ")) {
                in = true;
            } else if (line.isBlank() || line.startsWith("#")) {
                in = false;
            } else if (in) {
                rows.add(line.strip().replaceAll(" +", " "));
            }
        }
        return rows;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/files.txt"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
