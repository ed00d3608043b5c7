package org.igniterealtime.openfire.plugin.fireside.desk.media;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.files.MediaTypes;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.page.Exchange;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;

/**
 * A page asks where to send a file: {@code POST /fireside/slot} with {@code name}, {@code type} and {@code size}. The answer is JSON:
 * {@code {"put": "/…", "get": "https://…", "headers": {…}}}; or a status from 400 on and {@code {"why": "…"}} in the person's language.
 */
final class SlotAnswers {
    private static final int NAME = 1_024;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Platform platform;
    private final Slots slots;

    SlotAnswers(Platform platform, Slots slots) {
        this.platform = platform;
        this.slots = slots;
    }

    void answer(Exchange exchange, String username, Map<String, String> fields, Locale locale) {
        Optional<Slots.Wanted> wanted = wanted(fields);
        if (wanted.isEmpty()) {
            refuse(exchange, Refusal.invalid("media.unreadable"), locale);
            return;
        }
        slots.ask(platform.server().jid(username), wanted.get()).whenComplete((answer, fault) -> {
            if (fault != null) {
                refuse(exchange, why(fault), locale);
            } else if (answer instanceof Slots.Given given) {
                say(exchange, 200, GSON.toJson(given));
            } else if (answer instanceof Slots.Refused refused) {
                refuse(exchange, refused.why(), locale);
            }
        });
    }

    private static Optional<Slots.Wanted> wanted(Map<String, String> fields) {
        String name = fields.getOrDefault("name", "");
        String said = fields.getOrDefault("type", "");
        String size = fields.getOrDefault("size", "");
        Optional<String> type = said.isBlank() ? Optional.of("") : MediaTypes.base(said);
        boolean readable = !name.isBlank() && name.length() <= NAME && type.isPresent() && size.matches("\\d{1,18}") && Long.parseLong(size) > 0;
        return readable ? Optional.of(new Slots.Wanted(name, type.get(), Long.parseLong(size))) : Optional.empty();
    }

    private static Refusal why(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        boolean busy = cause instanceof RejectedExecutionException;
        return cause instanceof Outage ? Refusal.unavailable("problem.outage") : busy ? Refusal.unavailable("problem.busy")
            : Refusal.of(Refusal.Kind.FAULT, "problem.fault");
    }

    private void refuse(Exchange exchange, Refusal refusal, Locale locale) {
        JsonObject answer = new JsonObject();
        answer.addProperty("why", platform.shell().words(refusal, locale));
        say(exchange, refusal.kind().status(), GSON.toJson(answer));
    }

    private static void say(Exchange exchange, int status, String json) {
        exchange.header("Cache-Control", "no-store").send(status, "application/json", json.getBytes(StandardCharsets.UTF_8), false);
    }
}
