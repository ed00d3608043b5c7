package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What is printed: a figure a line with its unit, what stands beside it, and its budget. */
final class Table {
    private static final List<String> HEAD = List.of("what", "measured", "beside it", "budget");

    private final List<List<String>> rows = new ArrayList<>();

    void row(String what, String measured, String beside, String budget) {
        rows.add(List.of(what, measured, beside, budget));
        System.err.println("  " + what + ": " + measured + (beside.isEmpty() ? "" : " (" + beside + ")"));
    }

    void print(PrintStream out) {
        int[] widths = new int[HEAD.size()];
        List<List<String>> all = new ArrayList<>(List.of(HEAD));
        all.addAll(rows);
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int line = 0; line < all.size(); line++) {
            print(out, all.get(line), widths);
            if (line == 0) {
                print(out, java.util.Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths);
            }
        }
    }

    private static void print(PrintStream out, List<String> row, int[] widths) {
        StringBuilder text = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            text.append(' ').append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(" |");
        }
        out.println(text);
    }
}
