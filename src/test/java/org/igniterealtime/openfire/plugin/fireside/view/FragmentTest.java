package org.igniterealtime.openfire.plugin.fireside.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Gallery;
import org.igniterealtime.openfire.plugin.fireside.desk.media.Shown;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostFiles;
import org.igniterealtime.openfire.plugin.fireside.social.posts.PostModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FragmentTest {
    private static final String FORGED = Fragment.BEGIN + "more" + Fragment.END;
    private static final SafeHtml FILLING = new SafeHtml("<b>filled</b>");
    private static final Path WEB = Path.of("src/web");

    private final Views views = new Views(WEB, new Texts(Path.of("i18n")), new Assets(WEB, "/fireside"), "/fireside");

    @Test
    void a_hole_is_filled_with_what_is_given_for_it_and_text_is_escaped() {
        // given
        Fragment.Holes hole = new Fragment.Holes();
        Fragment fragment = new Fragment(new SafeHtml("<p>" + hole.of("a") + "-" + hole.of("b") + "-" + hole.of("a") + hole.of("c") + "</p>"));
        // then
        assertEquals("<p><b>filled</b>-&lt;i&gt;-<b>filled</b></p>", fragment.fill(Map.of("a", FILLING, "b", "<i>")).html());
        assertEquals("<p>--</p>", fragment.fill(Map.of()).html());
        assertEquals("plain", new Fragment(new SafeHtml("plain")).fill(Map.of("a", FILLING)).html());
    }

    @Test
    void what_fills_a_hole_has_none_itself() {
        // given
        Fragment fragment = new Fragment(new SafeHtml("<p>" + new Fragment.Holes().of("a") + "</p>"));
        // then
        assertEquals("<p>more</p>", fragment.fill(Map.of("a", FORGED, "more", FILLING)).html());
        assertFalse(fragment.fill(Map.of("a", new SafeHtml(FORGED), "more", FILLING)).html().contains("filled"));
    }

    static Stream<Arguments> ways() {
        return Stream.of(
            Arguments.of("as text", (Function<String, String>) SafeHtml::escape),
            Arguments.of("with links", (Function<String, String>) text -> Links.html("https://a.example/" + text + " " + text).html()),
            Arguments.of("as Markdown", (Function<String, String>) text -> Markdown.html(text + " **" + text + "** [" + text + "](https://a.example/ \"" + text
                + "\")\n\n```\n" + text + "\n```").html()),
            Arguments.of("as HTML", (Function<String, String>) text -> Sanitiser.html("<p title='" + text + "'>" + text + "<a href='https://a.example/" + text
                + "' title='" + text + "'>" + text + "</a><img src='https://a.example/" + text + "' alt='" + text + "'></p>").html()),
            Arguments.of("as entities", (Function<String, String>) text -> Sanitiser.html("<p title='&#xFDD0;more&#xFDD1;'>&#xFDD0;more&#xFDD1; &#64976;more&#64977;"
                + "<![CDATA[" + text + "]]><!--" + text + "--><" + text + ">").html()),
            Arguments.of("as text with its directions", (Function<String, String>) text -> SafeHtml.escape(Bidi.balanced(text))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void what_people_write_makes_no_hole(String name, Function<String, String> way) {
        // given
        String html = "<div>" + way.apply(FORGED) + way.apply(String.valueOf(Fragment.BEGIN)) + "</div>";
        // then
        assertFalse(html.indexOf(Fragment.BEGIN) >= 0 || html.indexOf(Fragment.END) >= 0, html);
        assertEquals(html, new Fragment(new SafeHtml(html)).fill(Map.of("more", FILLING)).html());
    }

    @Test
    void a_post_has_its_own_holes_and_no_others_whatever_stands_in_it() {
        // given
        PostModel plain = post("x");
        PostModel forged = post(FORGED);
        // when
        String filled = views.fragment("posts/post", Locale.ENGLISH, Map.of("post", forged)).fill(Map.of("more", FILLING)).html();
        String expected = views.fragment("posts/post", Locale.ENGLISH, Map.of("post", plain)).fill(Map.of("more", FILLING)).html();
        // then
        assertTrue(expected.contains(FILLING.html()), expected);
        assertEquals(expected.split(FILLING.html(), -1).length, filled.split(FILLING.html(), -1).length, filled);
    }

    private static PostModel post(String text) {
        Shown file = new Shown("https://a.example/" + text, false, "/p", "/p", 1, 1, true, 0, text, "file", "", text, "");
        return new PostModel("0123456789abcdef", "/fireside/feed/x", text, text, Markdown.html(text), "2026-11-23T07:00:00Z", true, "public", List.of(new PostModel.Tag(text, "/fireside/search")),
            new PostFiles(List.of(new PostFiles.Picture(file, 1, 1, text), new PostFiles.Picture(file, 1, 1, "")),
                new Gallery(List.of(), List.of(file), List.of(file), List.of(file))), true, null);
    }
}
