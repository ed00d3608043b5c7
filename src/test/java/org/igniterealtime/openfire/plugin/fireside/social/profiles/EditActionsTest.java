package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a form of a profile may say, and what it leaves of what no form shows. */
class EditActionsTest {
    @ParameterizedTest
    @CsvSource({"website, javascript:alert(1), profiles.badWebsite", "website, xmpp:ana@example.org, profiles.badWebsite", "website, ana, profiles.badWebsite",
        "banner, javascript:alert(1), profiles.badBanner", "banner, sea.jpg, profiles.badBanner", "birthday, spring, profiles.badBirthday",
        "birthday, 1985-02-30, profiles.badBirthday", "birthday, 9999-01-01, profiles.badBirthday", "website, ana.example, ''", "website, https://ana.example, ''",
        "banner, https://a.example/sea.jpg, ''", "birthday, 1985-02-28, ''", "name, '<b>', ''"})
    void a_form_says_what_can_be_said(String field, String value, String refused) {
        assertEquals(refused, EditActions.check(call(Map.of(field, value))).map(Refusal::key).orElse(""));
    }

    @Test
    void what_is_too_long_is_refused() {
        for (String field : List.of("name", "nickname", "pronouns", "place", "organisation", "title")) {
            assertEquals("", EditActions.check(call(Map.of(field, "\uD83D\uDD25".repeat(Profile.SHORT)))).map(Refusal::key).orElse(""), field);
            assertEquals("profiles.tooLong", EditActions.check(call(Map.of(field, "x".repeat(Profile.SHORT + 1)))).map(Refusal::key).orElse(""), field);
        }
        assertEquals("profiles.tooLong", EditActions.check(call(Map.of("about", "x".repeat(Profile.ABOUT + 1)))).map(Refusal::key).orElse(""));
    }

    @Test
    void what_no_form_shows_stays() {
        Profile before = new Profile("Ana", "", "", List.of("https://a.example", "https://b.example"), "", "--0401", "", "", "");

        assertEquals(before, EditActions.wanted(call(Map.of("name", "Ana", "website", "https://a.example")), before));
        assertEquals(List.of("https://c.example", "https://b.example"), EditActions.wanted(call(Map.of("website", "c.example")), before).websites());
        assertEquals(List.of("https://b.example"), EditActions.wanted(call(Map.of()), before).websites());
        assertEquals("1985-04-01", EditActions.wanted(call(Map.of("birthday", "1985-04-01")), before).birthday());
        assertEquals("", EditActions.wanted(call(Map.of()), new Profile("", "", "", List.of(), "", "1985-04-01", "", "", "")).birthday());
    }

    private static Call call(Map<String, String> fields) {
        return new Call("ref-1", "profiles/save", fields, -1);
    }
}
