package org.igniterealtime.openfire.plugin.fireside.page;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses that features answer by themselves, by the first segment of the path. */
public final class Web {
    /** Answers a GET of somebody who is logged in. Called on a lane's thread. */
    @FunctionalInterface
    public interface Handler {
        /** @param rest what follows the first segment, encoded as it came */
        void answer(Exchange exchange, String username, String rest);
    }

    /** Answers a GET of anybody. Called on Jetty's threads: reads the request, hands what may block to a lane, and returns. */
    @FunctionalInterface
    public interface OpenHandler {
        /** @param path below the context, decoded */
        void answer(Exchange exchange, String path, Locale locale);
    }

    /** Answers a POST of a page of ours whose person is logged in. Called on a lane's thread. */
    @FunctionalInterface
    public interface FormHandler {
        /** @param fields the first value of each */
        void answer(Exchange exchange, String username, Map<String, String> fields, Locale locale);
    }

    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Map<String, FormHandler> forms = new ConcurrentHashMap<>();
    private final Map<String, OpenHandler> open = new ConcurrentHashMap<>();

    public void on(String segment, Handler handler) {
        handlers.put(segment, handler);
    }

    /** What a script of ours sends and reads the answer of; a form of the page is an action instead. @param path with its slash */
    public void form(String path, FormHandler handler) {
        forms.put(path, handler);
    }

    /** Addresses that need no log-in. @param beginning of the path, with its slash */
    public void open(String beginning, OpenHandler handler) {
        open.put(beginning, handler);
    }

    Optional<OpenHandler> open(String path) {
        return open.entrySet().stream().filter(entry -> path.startsWith(entry.getKey())).map(Map.Entry::getValue).findFirst();
    }

    Optional<FormHandler> form(String path) {
        return Optional.ofNullable(forms.get(path));
    }

    Handler find(String segment) {
        return handlers.get(segment);
    }
}
