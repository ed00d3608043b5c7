package org.igniterealtime.openfire.plugin.fireside.host.web;

/** What became of a frame given to {@link Socket#send}. Must not block. */
public interface SendCallback {

    /** The host took the frame over completely; the next one may follow. */
    void sent();

    /** The frame was not, or not wholly, sent; the socket is of no more use. */
    void failed(Throwable cause);
}
