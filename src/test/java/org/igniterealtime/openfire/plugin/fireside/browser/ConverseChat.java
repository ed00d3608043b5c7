package org.igniterealtime.openfire.plugin.fireside.browser;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Converse as npm has it, with its own screen, driven through {@code clients/chat.js}. */
final class ConverseChat implements ChatClient {
    private final String user;
    private final Page page;
    private final Converse converse;

    private ConverseChat(String user, Page page, Converse converse) {
        this.user = user;
        this.page = page;
        this.converse = converse;
    }

    static ConverseChat logIn(Scene scene, Page page, String user) throws Exception {
        Converse converse = Converse.logIn(scene, page, user);
        page.evaluate(Files.readString(Path.of("src/test/resources/clients/chat.js")));
        return new ConverseChat(user, page, converse);
    }

    @Override
    public String name() {
        return "Converse " + converse.version().substring(1);
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Object obey(String deed, Map<String, String> fields) throws Exception {
        if (deed.equals("read_state") && !Converse.knows("urn:xmpp:mds")) {
            throw new Cannot("unsupported: its program does not know the word");
        }
        Object answer = page.evaluate("([deed, fields]) => window.obey(deed, fields).then(JSON.stringify)", List.of(deed, fields));
        return SlixmppChat.outcome(new Gson().fromJson((String) answer, JsonObject.class));
    }

    @Override
    public void close() {
        converse.close();
    }
}
