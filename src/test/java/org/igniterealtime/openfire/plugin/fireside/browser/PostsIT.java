package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Posts between two browsers: written, read, liked, commented, changed and deleted, each seen by the other without a reload. */
class PostsIT {
    private static final LocatorAssertions.HasCountOptions AT_ONCE = new LocatorAssertions.HasCountOptions().setTimeout(1_000);
    /** Pixels. */
    private static final double NEAR = 12;

    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob").contacts("carol", "dave").contacts("erin", "frank").contacts("ivan", "judy").contacts("gina", "harry", "henry")
        .contacts("mia", "noah", "olga").contacts("quinn", "rosa").people("mallory", "pia");

    @Test
    void a_post_is_with_who_follows_within_the_second() {
        // given
        Tab bob = scene.logIn("bob").open("/feed");
        Tab alice = scene.logIn("alice");
        // when
        write(alice, "A walk in the rain", "It rained, and **nobody** minded.", "Public");
        // then
        assertThat(post(bob, "A walk in the rain")).hasCount(1, AT_ONCE);
        assertThat(post(bob, "A walk in the rain").getByText("nobody")).isVisible();
        assertThat(post(alice, "A walk in the rain")).hasCount(1);
        // when he likes it and says something
        Locator his = post(bob, "A walk in the rain");
        his.getByRole(AriaRole.BUTTON, name("Like")).click();
        assertThat(his.getByRole(AriaRole.BUTTON, name("Like"))).hasAttribute("aria-pressed", "true");
        his.getByRole(AriaRole.TEXTBOX, text("Comment")).fill("I did, a bit");
        his.getByRole(AriaRole.BUTTON, name("Send comment")).click();
        // then she sees it live, is told of both, and finds them at the post
        assertThat(post(alice, "A walk in the rain").locator(".count").first()).containsText("1 like");
        assertThat(post(alice, "A walk in the rain").locator(".count").last()).containsText("1 comment");
        assertThat(alice.entry("Notices")).containsText("2");
        post(alice, "A walk in the rain").locator(".post-link").click();
        assertThat(alice.page().getByText("I did, a bit")).isVisible();
        assertThat(alice.page().getByText("Liked by Bob")).isVisible();
        // when he no longer likes it
        his.getByRole(AriaRole.BUTTON, name("Like")).click();
        // then
        assertThat(alice.page().getByText("Liked by Bob")).isHidden();
        assertThat(alice.entry("Notices")).containsText("1");
    }

    @Test
    void likes_of_a_post_are_one_notice_that_names_it() {
        // given
        Tab mia = scene.logIn("mia");
        write(mia, "Told by two", "Words", "Contacts");
        write(mia, "Told by one", "Words", "Contacts");
        // when
        for (String who : List.of("noah", "olga")) {
            post(scene.logIn(who).open("/feed"), "Told by two").getByRole(AriaRole.BUTTON, name("Like")).click();
        }
        Tab olga = scene.logIn("olga").open("/feed");
        post(olga, "Told by one").getByRole(AriaRole.BUTTON, name("Like")).click();
        assertThat(mia.entry("Notices")).containsText("3");
        mia.link("Notices").click();
        // then
        Locator notices = mia.page().locator(".notice");
        assertThat(notices).hasCount(2);
        assertThat(notices.first()).containsText("Olga likes your post");
        assertThat(notices.first()).containsText("Told by one");
        assertThat(notices.last()).containsText("and 1 other like your post");
        assertThat(notices.last()).containsText("Told by two");
        // when one is taken back while she looks
        post(olga, "Told by one").getByRole(AriaRole.BUTTON, name("Like")).click();
        // then
        assertThat(notices).hasCount(1);
    }

    @Test
    void who_is_blocked_keeps_nothing_on_an_open_page() {
        // given
        Tab quinn = scene.logIn("quinn");
        write(quinn, "Seen until now", "Words", "Public");
        Tab rosa = scene.logIn("rosa").open("/feed");
        assertThat(post(rosa, "Seen until now")).isVisible();
        // when
        quinn.open("/contacts/rosa@localhost").button("Block").click();
        // then
        assertThat(post(rosa, "Seen until now")).hasCount(0);
        // when
        quinn.button("No longer block").click();
        assertThat(quinn.button("Block")).isVisible();
        // then
        assertThat(post(rosa.open("/feed"), "Seen until now")).isVisible();
    }

    @Test
    void a_name_is_completed_while_it_is_typed() {
        // given
        Tab mia = scene.logIn("mia").open("/feed/new");
        // when
        mia.box("Text").focus();
        mia.page().keyboard().type("With @o");
        Locator option = mia.page().getByRole(AriaRole.OPTION);
        assertThat(option).hasCount(1);
        assertThat(option).containsText("Olga");
        mia.page().keyboard().press("Enter");
        // then
        assertThat(mia.box("Text")).hasValue("With @olga ");
        assertThat(mia.page().locator("#preview .mention")).hasText("@olga");
        assertThat(option).hasCount(0);
        // when it is left
        mia.page().keyboard().type("and @");
        assertThat(option).hasCount(2);
        mia.page().keyboard().press("Escape");
        mia.page().keyboard().press("Enter");
        // then Enter is a new line again
        assertThat(mia.box("Text")).hasValue("With @olga and @\n");
    }

    @Test
    void a_post_is_written_and_sent_by_the_keyboard_alone() {
        // given
        Tab pia = scene.logIn("pia").open("/feed");
        pia.button("New post").focus();
        // when
        pia.page().keyboard().press("Enter");
        // then
        assertThat(pia.box("Text")).isFocused();
        // when
        pia.page().keyboard().type("Short, / and ? all the same");
        pia.page().keyboard().press("Control+Enter");
        // then
        assertThat(post(pia, "Short, / and ? all the same")).isVisible();
    }

    @Test
    void a_change_and_a_deletion_travel_too() {
        // given
        Tab dave = scene.logIn("dave").open("/feed");
        Tab carol = scene.logIn("carol");
        write(carol, "First words", "of many", "Contacts");
        assertThat(post(dave, "First words")).hasCount(1, AT_ONCE);
        // when
        menu(carol, "First words").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Edit")).click();
        carol.box("Title").fill("Second thoughts");
        carol.button("Save changes").click();
        // then
        assertThat(post(dave, "Second thoughts")).hasCount(1, AT_ONCE);
        assertThat(post(dave, "First words")).hasCount(0);
        // when
        carol.open("/feed");
        menu(carol, "Second thoughts").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete")).click();
        carol.button("Delete post").click();
        // then
        assertThat(post(dave, "Second thoughts")).hasCount(0);
        assertThat(post(carol, "Second thoughts")).hasCount(0);
    }

    @Test
    void what_is_for_contacts_is_for_nobody_else() {
        // given
        Tab mallory = scene.logIn("mallory");
        Tab erin = scene.logIn("erin");
        write(erin, "For my contacts", "and nobody else", "Contacts");
        erin.open("/feed");
        String href = post(erin, "For my contacts").locator(".post-link").getAttribute("href");
        // when
        mallory.open(href.substring("/fireside".length()));
        // then
        assertThat(mallory.heading("Nothing to see here")).isVisible();
        // and the contact, who was away, finds it
        Tab frank = scene.logIn("frank").open("/feed");
        assertThat(post(frank, "For my contacts")).hasCount(1);
        assertTrue(frank.page().locator(".post-for").first().innerText().contains("For contacts"));
    }

    @Test
    void a_post_is_shared_with_words_of_ones_own() {
        // given
        Tab judy = scene.logIn("judy").open("/feed");
        Tab ivan = scene.logIn("ivan");
        write(ivan, "Worth telling", "and telling again", "Public");
        // when
        post(judy, "Worth telling").getByRole(AriaRole.BUTTON, name("Share")).click();
        judy.dialog("Share").getByRole(AriaRole.BUTTON, name("To my blog")).click();
        assertThat(judy.page().locator(".write-shared")).containsText("Worth telling");
        judy.box("Text").fill("Read what Ivan says");
        judy.button("Publish").click();
        // then
        assertThat(post(ivan, "Read what Ivan says")).containsText("About a post of ivan@localhost");
        ivan.link("Notices").click();
        assertThat(ivan.page().getByText("shared your post")).isVisible();
    }

    @Test
    void a_post_is_sent_to_somebody_and_opens_here_for_who_may_read_it() {
        // given
        Tab gina = scene.logIn("gina");
        write(gina, "Only for friends", "Come at eight", "Contacts");
        // when
        post(gina, "Only for friends").getByRole(AriaRole.BUTTON, name("Share")).click();
        Locator dialog = gina.dialog("Share");
        // then it is said who can open it, and it is looked for among people
        assertThat(dialog).containsText("Only those who may see it can open it.");
        dialog.getByRole(AriaRole.SEARCHBOX, name("Find by name")).fill("HARR");
        assertThat(dialog.locator("#share-people li")).hasCount(1);
        gina.page().keyboard().press("ArrowDown");
        assertThat(dialog.getByRole(AriaRole.BUTTON, name("Harry"))).isFocused();
        gina.page().keyboard().press("Enter");
        assertThat(dialog).containsText("Sent");
        // and another may get it too
        dialog.getByRole(AriaRole.SEARCHBOX, name("Find by name")).fill("zz");
        assertThat(dialog).containsText("Nobody by that name here.");
        gina.page().keyboard().press("Escape");
        assertThat(post(gina, "Only for friends").getByRole(AriaRole.BUTTON, name("Share"))).isFocused();
        // when he opens it
        Tab harry = scene.logIn("harry").chat("gina");
        assertThat(harry.log()).containsText("Only for friends");
        harry.log().getByRole(AriaRole.LINK).first().click();
        // then it is here
        assertThat(harry.page().locator(".post-page").getByText("Come at eight")).isVisible();
        assertTrue(harry.page().url().contains("/fireside/feed/at-"), harry.page().url());
        // and nobody has been told that his post was shared
        assertThat(gina.entry("Notices")).not().containsText("1");
    }

    @Test
    void who_may_see_it_stays_as_chosen_when_the_page_is_drawn_afresh() {
        // given
        Tab mallory = scene.logIn("mallory").open("/feed");
        mallory.button("New post").click();
        mallory.box("Text").fill("Not for everybody");
        Locator contacts = mallory.page().getByRole(AriaRole.RADIO, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Contacts").setExact(true));
        contacts.check();
        mallory.page().locator(".write-more summary").click();
        mallory.page().locator("[name=nsfw]").check();
        String said = mallory.page().locator(".audience-hint").innerText();
        // when, as after a long loss
        mallory.page().evaluate("async () => (await import(document.querySelector('script[src$=\"base/patch.js\"]').src))"
            + ".apply([{do: 'update', target: 'pane', html: document.getElementById('pane').innerHTML}])");
        // then
        assertThat(mallory.box("Text")).hasValue("Not for everybody");
        assertThat(contacts).isChecked();
        assertThat(mallory.page().locator("[name=nsfw]")).isChecked();
        assertThat(mallory.page().locator(".audience-hint")).hasText(said);
    }

    @Test
    void what_is_typed_while_a_comment_is_on_its_way_stays() {
        // given
        Tab mallory = scene.logIn("mallory");
        write(mallory, "Say something", "or do not", "Public");
        Locator box = post(mallory, "Say something").getByRole(AriaRole.TEXTBOX, text("Comment"));
        box.fill("First.");
        // when he goes on before the answer is there
        box.evaluate("box => { box.form.requestSubmit(); box.value += ' Second'; }");
        // then
        assertThat(post(mallory, "Say something").locator(".count").last()).containsText("1 comment");
        assertThat(box).hasValue("Second");
    }

    static void write(Tab tab, String title, String text, String audience) {
        tab.open("/feed");
        tab.button("New post").click();
        tab.box("Text").fill(text);
        tab.box("Title").fill(title);
        tab.page().getByRole(AriaRole.RADIO, new com.microsoft.playwright.Page.GetByRoleOptions().setName(audience).setExact(true)).check();
        tab.button("Publish").click();
        post(tab, title).waitFor();
    }

    static Locator post(Tab tab, String title) {
        return tab.named(AriaRole.ARTICLE, title);
    }

    static Locator menu(Tab tab, String title) {
        Locator button = post(tab, title).getByRole(AriaRole.BUTTON, name("More for this post"));
        button.click();
        Locator menu = tab.page().locator(".post-menu:popover-open");
        BoundingBox from = button.boundingBox();
        BoundingBox at = menu.boundingBox();
        assertTrue(Math.abs(at.y - from.y - from.height) < NEAR && Math.abs(at.x + at.width - from.x - from.width) < NEAR, "the menu is not at its button");
        return menu;
    }

    static Locator.GetByRoleOptions name(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions text(String name) {
        return name(name);
    }
}
