package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;

/** What the index finds, and in which order. */
class DirectoryIndexTest {
    @TempDir
    Path folder;
    private DirectoryIndex index;

    @BeforeEach
    void open() throws Exception {
        index = DirectoryIndex.open(folder);
        person("ana", "Ana María Núñez", "anita", "ana@example.org", "Grows roses");
        person("bob", "Bob Anderson", "", "", "");
        person("li", "李小龙", "dragon", "", "");
        index.put(new Entry(Kind.COMMUNITY, "1", 5, "Quiet garden", Map.of(Entry.Field.WORDS, List.of("Quiet garden")), Set.of("roses")));
        index.put(new Entry(Kind.COMMUNITY, "2", 9, "Lively garden", Map.of(Entry.Field.WORDS, List.of("Lively garden")), Set.of("roses", "tulips")));
        index.show();
    }

    @AfterEach
    void close() throws Exception {
        index.close();
    }

    private void person(String username, String name, String nick, String mail, String about) throws Exception {
        JID jid = new JID(username, "here.test", null);
        index.put(new Card(jid, name, name.split(" ")[0], name.replaceFirst(".* ", ""), nick, mail, about).entry());
    }

    private List<String> find(Wanted wanted) throws Exception {
        return index.find(wanted, null, 100).stream().map(DirectoryIndex.Hit::key).toList();
    }

    private List<String> people(String words) throws Exception {
        return find(Wanted.of(Kind.PERSON, List.of(words), Set.of()));
    }

    @ParameterizedTest
    @CsvSource({"ana, ana", "AN, 'ana,bob'", "nunez, ana", "'maria ana', ana", "rose, ana", "anit, ana", "dragon, li", "小龙, li", "and, bob", "nderson, ''", "ana bob, ''",
        "bob, bob", "'ana anderson', ''"})
    void every_word_begins_a_word_of_what_is_found(String words, String found) throws Exception {
        assertEquals(found.isEmpty() ? List.of() : List.of(found.split(",")), people(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*b", "%", "_", "?", ".*", "[a-z]", "ana~", "WORDS:ana", "ana AND NOT bob", "\"", "\\", "\u0000", "\uD800", "(((((", "💥", "ana/**/OR/**/1=1"})
    void nothing_that_is_typed_is_an_expression(String typed) throws Exception {
        for (String words : List.of(typed, typed.repeat(500))) {
            assertTrue(people(words).size() <= 2, words);
            for (Entry.Field field : Entry.Field.values()) {
                assertTrue(find(new Wanted(Kind.PERSON, "", Map.of(field, words), Set.of())).size() <= 2, words);
            }
        }
        assertEquals(List.of(), people("*"));
        assertEquals(List.of(), people("ana AND NOT bob"));
    }

    @Test
    void particular_texts_are_found_where_they_stand() throws Exception {
        assertEquals(List.of("bob"), find(new Wanted(Kind.PERSON, "", Map.of(Entry.Field.LAST, "anders"), Set.of())));
        assertEquals(List.of("ana"), find(new Wanted(Kind.PERSON, "", Map.of(Entry.Field.FIRST, "ana", Entry.Field.NICK, "anita"), Set.of())));
        assertEquals(List.of(), find(new Wanted(Kind.PERSON, "", Map.of(Entry.Field.FIRST, "rose"), Set.of())));
        // and an address of mail as a whole alone, where it is asked for
        assertEquals(List.of("ana"), find(new Wanted(Kind.PERSON, "", Map.of(Entry.Field.MAIL, " ANA@example.org"), Set.of())));
        assertEquals(List.of(), find(new Wanted(Kind.PERSON, "", Map.of(Entry.Field.MAIL, "ana"), Set.of())));
        assertEquals(List.of(), people("example"));
    }

    @Test
    void the_liveliest_come_first_and_tags_are_whole() throws Exception {
        assertEquals(List.of("2", "1"), find(Wanted.of(Kind.COMMUNITY, List.of("garden"), Set.of())));
        assertEquals(List.of("2", "1"), find(Wanted.of(Kind.COMMUNITY, List.of(), Set.of("roses"))));
        assertEquals(List.of("2"), find(Wanted.of(Kind.COMMUNITY, List.of("garden"), Set.of("roses", "tulips"))));
        assertEquals(List.of(), find(Wanted.of(Kind.COMMUNITY, List.of(), Set.of("rose"))));
        assertEquals(List.of("2", "1"), find(Wanted.of(Kind.COMMUNITY, List.of(), Set.of())), "all");
    }

    @Test
    void who_goes_on_from_somewhere_gets_each_once() throws Exception {
        // given
        for (int i = 0; i < 60; i++) {
            person(String.format("pia%02d", i), i % 2 == 0 ? "Pia" : "Pia Pia", "", "", "");
        }
        index.show();
        // when
        List<String> all = people("pia");
        List<String> paged = new java.util.ArrayList<>();
        Object after = null;
        for (List<DirectoryIndex.Hit> page = index.find(Wanted.of(Kind.PERSON, List.of("pia"), Set.of()), null, 7); !page.isEmpty();
             page = index.find(Wanted.of(Kind.PERSON, List.of("pia"), Set.of()), after, 7)) {
            page.forEach(hit -> paged.add(hit.key()));
            after = page.get(page.size() - 1).place();
        }
        // then
        assertEquals(60, all.size());
        assertEquals(all, paged);
        // and from whoever is somewhere in it
        assertEquals(all.subList(31, 60), index.find(Wanted.of(Kind.PERSON, List.of("pia"), Set.of()), index.place(Kind.PERSON, all.get(30)).orElseThrow(), 100)
            .stream().map(DirectoryIndex.Hit::key).toList());
        assertTrue(index.place(Kind.PERSON, "nobody").isEmpty());
    }

    @Test
    void what_is_gone_or_says_something_else_is_so_once_it_is_shown() throws Exception {
        // when
        index.remove(Kind.PERSON, "ana");
        person("bob", "Robert", "", "", "");
        // then
        assertEquals(List.of("ana"), people("ana"));
        index.show();
        assertEquals(List.of(), people("ana"));
        assertEquals(List.of("bob"), people("robert"));
        assertEquals(4, index.size());
    }

    @Test
    void it_begins_empty_whatever_lies_there() throws Exception {
        index.close();
        Files.writeString(folder.resolve("segments_9"), "rubbish");
        index = DirectoryIndex.open(folder);
        assertEquals(0, index.size());
        assertEquals(List.of(), people("ana"));
    }
}
