package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.igniterealtime.openfire.plugin.fireside.commands.Asked;
import org.igniterealtime.openfire.plugin.fireside.commands.Layout;
import org.igniterealtime.openfire.plugin.fireside.commands.Stage;
import org.igniterealtime.openfire.plugin.fireside.feature.LocalCommand;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSubError;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.igniterealtime.openfire.plugin.fireside.xmpp.XmlText;

/** Writes a short post from any client (XEP-0050). */
final class PostCommand {
    private static final int LONGEST = 5_000;

    private final Press press;
    private final Texts texts;

    PostCommand(Platform platform, Press press) {
        this.press = press;
        this.texts = platform.views().texts();
        platform.commands().add(new LocalCommand(platform, "commands.post", false, this::begin));
    }

    private Stage begin(Asked asked) {
        Locale locale = asked.locale();
        Map<String, String> audiences = new LinkedHashMap<>();
        audiences.put(Audience.PUBLIC.word(), texts.of(locale, "posts.public") + ": " + texts.of(locale, "posts.publicHint"));
        audiences.put(Audience.CONTACTS.word(), texts.of(locale, "posts.forContacts") + ": " + texts.of(locale, "posts.forContactsHint"));
        // One session is one post, whatever is sent twice.
        String reference = UUID.randomUUID().toString();
        Stage.Form[] form = new Stage.Form[1];
        form[0] = new Stage.Form(Layout.form(texts.of(locale, "commands.post"), "")
            .lines("text", texts.of(locale, "posts.text"), "", true)
            .choice("audience", texts.of(locale, "posts.audience"), Audience.CONTACTS.word(), true, audiences).element(), true,
            written -> publish(written, reference, form[0]));
        return form[0];
    }

    private Stage publish(Asked written, String reference, Stage.Form form) {
        String text = XmlText.clean(written.text("text")).strip();
        Audience audience = written.value("audience").equals(Audience.PUBLIC.word()) ? Audience.PUBLIC : Audience.CONTACTS;
        if (text.length() > LONGEST) {
            return form.again(texts.of(written.locale(), "posts.tooLong", LONGEST));
        }
        try {
            press.print(written.who().asBareJID(), new Manuscript(reference, "", "", "", text, List.of(), audience, false, List.of()));
            return new Stage.Done(texts.of(written.locale(), "commands.published"));
        } catch (PubSubError no) {
            Refusal refusal = PostRefusals.of(no);
            return new Stage.Failed(texts.of(written.locale(), refusal.key(), refusal.arguments().toArray()));
        }
    }
}
