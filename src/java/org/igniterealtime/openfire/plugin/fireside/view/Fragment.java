package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A rendered fragment with named holes: rendered once for all who see it, filled for each with the little that differs. A
 * template leaves a hole by {@code $hole.of("name")}; inside an attribute it may be filled with plain text only.
 */
public final class Fragment {
    // Noncharacters (Unicode §23.7): Escaping and the sanitiser leave them out of whatever people write.
    static final char BEGIN = '\uFDD0';
    static final char END = '\uFDD1';

    private final List<String> texts = new ArrayList<>();
    private final List<String> holes = new ArrayList<>();

    /** For templates. */
    public static final class Holes {
        public SafeHtml of(String name) {
            return new SafeHtml(BEGIN + name + END);
        }
    }

    Fragment(SafeHtml rendered) {
        String html = rendered.html();
        int done = 0;
        for (int begin = html.indexOf(BEGIN); begin >= 0; begin = html.indexOf(BEGIN, done)) {
            int end = html.indexOf(END, begin);
            texts.add(html.substring(done, begin));
            holes.add(html.substring(begin + 1, end));
            done = end + 1;
        }
        texts.add(html.substring(done));
    }

    /** @param fillings text is escaped, {@link SafeHtml} is not; a hole without one stays empty */
    public SafeHtml fill(Map<String, ?> fillings) {
        StringBuilder html = new StringBuilder(length() + 256);
        for (int i = 0; i < holes.size(); i++) {
            html.append(texts.get(i));
            Object filling = fillings.get(holes.get(i));
            if (filling != null) {
                html.append(filling instanceof SafeHtml safe ? safe.html() : SafeHtml.escape(filling.toString()));
            }
        }
        return new SafeHtml(html.append(texts.get(texts.size() - 1)).toString());
    }

    /** Characters that it holds. */
    public int length() {
        return texts.stream().mapToInt(String::length).sum();
    }
}
