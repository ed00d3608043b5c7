package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file on its way to the disk, measured as it comes. Leaves nothing unless all of it has come. */
final class Upload implements FileReply.Taking {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

    private final Files files;
    private final StoredFile file;
    private final String type;
    private final Storage.Writing writing;
    private final MessageDigest digest = Files.digest();
    private long taken;
    private boolean failed;
    private boolean over;

    Upload(Files files, StoredFile file, String type, Storage.Writing writing) {
        this.files = files;
        this.file = file;
        this.type = type;
        this.writing = writing;
    }

    @Override
    public boolean take(ByteBuffer bytes) {
        taken += bytes.remaining();
        if (failed || taken > file.size()) {
            return false;
        }
        digest.update(bytes.duplicate());
        try {
            writing.write(bytes);
        } catch (IOException full) {
            LOG.warn("A file cannot be written", full);
            failed = true;
        }
        return !failed;
    }

    @Override
    public Said end() {
        try {
            if (failed) {
                return FileHttp.said(507);
            }
            if (taken != file.size()) {
                return FileHttp.said(taken > file.size() ? 413 : 400);
            }
            // Called off, or its owner is gone.
            return FileHttp.said(files.keep(file, writing, type, HexFormat.of().formatHex(digest.digest())) ? 201 : 404);
        } catch (IOException full) {
            LOG.warn("A file cannot be kept", full);
            return FileHttp.said(507);
        } catch (Outage down) {
            LOG.warn("A file could not be made known", down);
            return FileHttp.said(503);
        } finally {
            cut();
        }
    }

    @Override
    public void cut() {
        if (over) {
            return;
        }
        over = true;
        try {
            writing.close();
        } catch (IOException failing) {
            LOG.warn("The half of a file is left until the next start", failing);
        } finally {
            files.ended(file);
        }
    }
}
