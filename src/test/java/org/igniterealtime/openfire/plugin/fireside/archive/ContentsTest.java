package org.igniterealtime.openfire.plugin.fireside.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.igniterealtime.openfire.plugin.fireside.event.Events;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the archive, as those go through it who look for something. */
class ContentsTest {
    private static final String PICTURE = "<message xmlns='jabber:client'><body>https://x/a.png</body><x xmlns='jabber:x:oob'><url>https://x/a.png</url></x></message>";

    @TempDir
    private Path folder;
    private Annals annals;

    @BeforeEach
    void open() throws Exception {
        annals = new Annals(new Events(), folder);
    }

    @AfterEach
    void close() throws Exception {
        annals.close();
    }

    @Test
    void all_messages_come_in_parts_each_once_though_several_have_the_same_number() throws Exception {
        for (long id = 1; id <= 30; id++) {
            annals.chat(id, "alice", "bob@x", true, "a").chat(id, "bob", "alice@x", false, "a");
            annals.room(id / 3 + 1, "den" + id % 3 + "@rooms.x", "ann", "ann@x", "a");
        }
        annals.settle();

        List<String> read = new ArrayList<>();
        for (long before = 100; before > 0;) {
            Contents.Part part = annals.contents().before(before, 7);
            part.keys().forEach(key -> read.add(key.shelf().name() + key.id()));
            before = part.from();
        }

        assertEquals(read.size(), Set.copyOf(read).size());
        assertEquals(60 + 30, read.size());
    }

    @Test
    void what_is_no_message_or_has_no_words_is_left_out() throws Exception {
        annals.chat(1, "alice", "bob@x", true, "one").chat(2, "alice", "bob@x", true, "two", Annals.correcting(1)).chat(3, "alice", "bob@x", true, "three")
            .chat(4, "alice", "bob@x", true, "", Annals.retracting(3))
            .chat(5, "alice", "bob@x", false, "sealed", "<message xmlns='jabber:client'><encryption xmlns='urn:xmpp:eme:0' namespace='omemo' name='OMEMO'/></message>").settle();

        assertEquals(List.of(new MessageKey(new MessageKey.Shelf("alice", false), 1, 2)), annals.contents().before(100, 10).keys());
        assertEquals(List.of("two"), annals.contents().kept("alice", List.of(1L, 2L, 3L, 4L, 5L, 6L)).stream().map(Kept::words).toList());
    }

    @Test
    void files_of_all_kinds_come_newest_first_of_one_chat_alone() throws Exception {
        for (long id = 1; id <= 12; id++) {
            String type = new String[] {"png", "mp3", "mp4", "pdf"}[(int) (id % 4)];
            annals.chat(id, "alice", "bob@x", true, "https://x/a." + type, PICTURE.replace("png", type));
        }
        annals.chat(20, "alice", "carol@x", true, "https://x/a.png", PICTURE).chat(21, "bob", "bob@x", true, "https://x/a.png", PICTURE).chat(22, "alice", "bob@x", true, "words")
            .chat(23, "alice", "bob@x", true, "https://x/a.png", PICTURE).chat(24, "alice", "bob@x", true, "", Annals.retracting(23)).settle();

        assertEquals(List.of(12L, 11L, 10L, 9L, 8L), ids(annals.contents().files("alice", "bob@x", Archive.NEWEST, 5)));
        assertEquals(List.of(3L, 2L, 1L), ids(annals.contents().files("alice", "bob@x", 4, 5)));
        assertEquals(new TreeSet<>(Set.of(20L)), new TreeSet<>(ids(annals.contents().files("alice", "carol@x", Archive.NEWEST, 5))));
    }

    private static List<Long> ids(List<Kept> messages) {
        return messages.stream().map(Kept::id).toList();
    }
}
