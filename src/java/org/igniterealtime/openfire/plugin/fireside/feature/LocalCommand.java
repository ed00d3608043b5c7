package org.igniterealtime.openfire.plugin.fireside.feature;

import java.util.Locale;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.commands.Asked;
import org.igniterealtime.openfire.plugin.fireside.commands.Command;
import org.igniterealtime.openfire.plugin.fireside.commands.Stage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.xmpp.packet.JID;

/**
 * An ad-hoc command for accounts of this server, or for those of them that administer it.
 *
 * @param titleKey of its title, which is known by what stands behind its first dot: so is its node
 * @param beginning blocks
 */
public record LocalCommand(Platform platform, String titleKey, boolean forAdmins, Function<Asked, Stage> beginning) implements Command {
    @Override
    public String node() {
        return Ns.OWN_CAPS + '#' + titleKey.substring(titleKey.indexOf('.') + 1);
    }

    @Override
    public String title(Locale locale) {
        return platform.views().texts().of(locale, titleKey);
    }

    @Override
    public boolean mayUse(JID who) {
        return platform.server().isAccount(who) && platform.accounts().usable(who.getNode())
            && (!forAdmins || platform.accounts().isAdmin(who.asBareJID()));
    }

    @Override
    public Stage begin(Asked asked) {
        return beginning.apply(asked);
    }
}
