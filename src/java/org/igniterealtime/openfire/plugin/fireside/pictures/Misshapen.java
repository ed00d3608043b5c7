package org.igniterealtime.openfire.plugin.fireside.pictures;

import java.io.IOException;

/** A picture is not read on. Never leaves the room: {@link Thumbnailer} gives its {@link Unfit}. */
final class Misshapen extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Unfit unfit;

    Misshapen(Unfit.Reason reason, String detail) {
        super(detail, null);
        this.unfit = new Unfit(reason, detail);
    }

    static Misshapen malformed(String detail) {
        return new Misshapen(Unfit.Reason.MALFORMED, detail);
    }

    Unfit unfit() {
        return unfit;
    }
}
