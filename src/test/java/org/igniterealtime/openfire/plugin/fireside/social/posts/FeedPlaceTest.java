package org.igniterealtime.openfire.plugin.fireside.social.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.xmpp.NodeUri;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "'', POSTS, ALL, '', ''",
        "contacts, POSTS, CONTACTS, '', ''",
        "bob@example.org, POSTS, ONE, bob@example.org, ''",
        "Bob@Example.org/phone, POSTS, ONE, bob@example.org, ''",
        "post-0123456789abcdef, POST, ALL, '', 0123456789abcdef",
        "edit-0123456789abcdef, EDIT, ALL, '', 0123456789abcdef",
        "share-0123456789abcdef, SHARE, ALL, '', 0123456789abcdef",
        "draft-0a1b-2c, DRAFT, ALL, '', 0a1b-2c",
        "new, NEW, ALL, '', ''",
    })
    void a_key_says_where_one_is(String key, FeedPlace.Kind kind, Feed.Kind whose, String author, String of) {
        assertEquals(new FeedPlace(kind, new Feed.Choice(whose, author), of), FeedPlace.of(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"post-", "post-1", "post-0123456789abcdeg", "post-ffffffffffffffff", "post--123456789abcde", "edit-x", "share-", "else", "@", "a b@",
        "at-", "at-%", "at-eG1wcDph", "at-aHR0cDovL2E_O25vZGU9bjtpdGVtPWk"})
    void whatever_makes_no_sense_is_nowhere(String key) {
        assertEquals(FeedPlace.Kind.NOWHERE, FeedPlace.of(key).kind());
    }

    @ParameterizedTest
    @CsvSource({"ALL, '', ''", "CONTACTS, '', contacts", "ONE, bob@x, bob@x"})
    void a_choice_has_the_key_that_leads_to_it(Feed.Kind kind, String author, String key) {
        Feed.Choice choice = new Feed.Choice(kind, author);

        assertEquals(key, choice.key());
        assertEquals(choice, FeedPlace.of(choice.key()).choice());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmpp:bob@example.org?;node=urn:xmpp:microblog:0;item=a/b %3B?c", "xmpp:pubsub.example.org?;node=n/m;item=\u00fc"})
    void an_address_has_a_key_of_letters_that_leads_to_it(String address) {
        NodeUri uri = NodeUri.parse(address).orElseThrow();

        assertEquals(FeedPlace.Kind.ADDRESS, FeedPlace.of(FeedPlace.at(uri)).kind());
        assertEquals(Optional.of(uri), NodeUri.parse(FeedPlace.of(FeedPlace.at(uri)).of()));
        assertTrue(FeedPlace.at(uri).matches("[\\w-]+"));
    }
}
