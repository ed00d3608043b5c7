package org.igniterealtime.openfire.plugin.fireside.page;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /health}: 200 once people can log in, with a few figures for monitoring; 503 before and after. */
public final class Health {
    private final Supplier<Map<String, Number>> figures;
    private volatile boolean open;

    /** @param figures counts only, since anybody may ask */
    public Health(Supplier<Map<String, Number>> figures) {
        this.figures = figures;
    }

    public void open(boolean now) {
        open = now;
    }

    void get(Exchange exchange) {
        byte[] body = new Gson().toJson(figures.get()).getBytes(StandardCharsets.UTF_8);
        exchange.header("Cache-Control", "no-store").send(open ? 200 : 503, "application/json", body, false);
    }
}
