package org.igniterealtime.openfire.plugin.fireside.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from: the host's pool, or one of its own. */
public interface Connections {
    /** One for whoever asks alone, which commits each statement by itself. May wait some seconds for it. */
    Connection take() throws SQLException;

    /** Takes one back, whatever became of it. */
    void giveBack(Connection connection);

    /** The engine's name, as that of its script: {@code hsqldb}, {@code postgresql} ... */
    String engine();
}
