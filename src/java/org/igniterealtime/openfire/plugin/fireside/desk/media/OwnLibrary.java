package org.igniterealtime.openfire.plugin.fireside.desk.media;

import org.igniterealtime.openfire.plugin.fireside.files.Files;
import org.igniterealtime.openfire.plugin.fireside.files.StoredFile;
import org.xmpp.packet.JID;

/** Files at this server itself. */
record OwnLibrary(Files files, OwnFiles own) implements Library {
    @Override
    public Listing list(JID owner, long before, int most) {
        String who = owner.toBareJID();
        return new Listing(files.of(who, before, most).stream().map(this::owned).toList(), files.bytes(who), files.limits().quota());
    }

    private Owned owned(StoredFile file) {
        return new Owned(file.id(), own.url(file.path()), own.local(file.path()), file.name(), file.type(), file.size(), file.created(), file.createdAt());
    }

    @Override
    public boolean delete(JID owner, String id) {
        return files.delete(owner.toBareJID(), id);
    }
}
