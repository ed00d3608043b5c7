package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chat as somebody reads it who opens it in a new tab and goes back to its beginning, a page at a time. */
public final class ChatHistory {

    private static final Pattern MESSAGE = Pattern.compile(
            "<article class=\"message (mine|theirs)\"[^>]*data-cursor=\"([0-9a-f]+)\".*?<div class=\"body[ \"][^>]*>(.*?)</div>",
            Pattern.DOTALL);
    private static final Pattern BEFORE = Pattern.compile("name=\"before\" value=\"([0-9a-f]+)\"");

    private final TreeMap<String, String> bodies = new TreeMap<>();
    private int pages = 1;

    private ChatHistory() {
    }

    /** @param page any page of whoever reads; a tab of its own is opened */
    public static ChatHistory read(FakePage page, String peer) throws Exception {
        ChatHistory history = new ChatHistory();
        try (FakePage tab = page.tab().open("/chats/" + peer)) {
            history.add(tab.html());
            String before = before(tab.html());
            while (!before.isEmpty()) {
                int from = tab.patches().size();
                tab.act("chat/older", Map.of("to", peer, "before", before)).get(20, TimeUnit.SECONDS);
                before = history.turn(tab.patches().subList(from, tab.patches().size()));
            }
        }
        return history;
    }

    /** Takes the page of earlier messages, and tells from where the next one goes. */
    private String turn(List<FakePage.Patch> patches) {
        pages++;
        String before = "";
        for (FakePage.Patch patch : patches) {
            if (patch.target().equals("older")) {
                add(patch.html());
                before = patch.action().equals("replace") ? before(patch.html()) : before;
            }
        }
        return before;
    }

    private static String before(String html) {
        Matcher matcher = BEFORE.matcher(html);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void add(String html) {
        Matcher matcher = MESSAGE.matcher(html);
        while (matcher.find()) {
            String message = matcher.group(1) + ": " + matcher.group(3);
            if (bodies.put(matcher.group(2), message) != null) {
                throw new IllegalStateException("Shown twice: " + message);
            }
        }
    }

    /** As {@code mine: Hello} and {@code theirs: Hi}, in order. */
    public List<String> messages() {
        return new ArrayList<>(bodies.values());
    }

    /** What the other side said, in order. */
    public List<String> theirs() {
        return messages().stream().filter(message -> message.startsWith("theirs: ")).map(message -> message.substring(8)).toList();
    }

    /** The cursor of the newest message. */
    public String newest() {
        return bodies.lastKey();
    }

    /** How many pages it took. */
    public int pages() {
        return pages;
    }
}
