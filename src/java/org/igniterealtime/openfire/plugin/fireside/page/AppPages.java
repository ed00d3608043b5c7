package org.igniterealtime.openfire.plugin.fireside.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.session.Login;
import org.igniterealtime.openfire.plugin.fireside.session.Logins;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Sessions;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;

/** The first page of a place, and the forms of a page without script, for people who are logged in. */
public final class AppPages {
    /** The first paint waits so long for the presence of local contacts, and no longer. */
    private static final Duration PRESENCE = Duration.ofMillis(250);
    /** How often a request that waits looks whether its session has ended. */
    private static final Duration RETRY = Duration.ofMillis(500);

    /** Where a form without script stands, until its action takes it somewhere. */
    private static final Place NOWHERE = new Place("", "");

    private final Views views;
    private final Shell shell;
    private final Web web;
    private final Logins logins;
    private final Sessions sessions;
    private final Problems problems;

    public AppPages(Views views, Shell shell, Web web, Logins logins, Sessions sessions, Faults faults) {
        this.views = views;
        this.shell = shell;
        this.web = web;
        this.logins = logins;
        this.sessions = sessions;
        this.problems = new Problems(views, shell, faults);
    }

    void get(Exchange exchange, String path) {
        Visit visit = Visit.of(exchange.request(), views.texts());
        Optional<Web.OpenHandler> open = web.open(path);
        if (open.isPresent()) {
            open.get().answer(exchange, path, visit.locale());
            return;
        }
        String query = exchange.request().getQueryString();
        Place place = path.equals("/") ? shell.home() : Place.of(query == null ? path : path + "?" + query);
        Web.Handler handler = web.find(place.section());
        if (handler == null && !shell.has(place)) {
            problems.refused(exchange, visit.locale(), Refusal.of(Refusal.Kind.MISSING, "problem.missing"), "");
            return;
        }
        String rest = path.substring(Math.min(path.length(), place.section().length() + 2));
        loggedIn(exchange, visit, place, login -> {
            if (handler != null) {
                handler.answer(exchange, login.username(), rest);
            } else {
                withSession(exchange, visit, login, (session, fault) -> draw(exchange, visit, session, place));
            }
        });
    }

    private void draw(Exchange exchange, Visit visit, Session session, Place place) {
        Optional<Page> page = session.open(visit.locale(), place);
        if (page.isEmpty()) {
            problems.refused(exchange, visit.locale(), Refusal.of(Refusal.Kind.TOO_MANY, "problem.pages"), "");
            return;
        }
        session.then(shell.document(session, page.get()), (html, fault) -> {
            if (fault == null) {
                exchange.html(200, html);
            } else {
                problems.failed(exchange, visit.locale(), "page " + place.section(), fault);
            }
        });
    }

    /** A form without script: the action, then the page it came from. */
    void act(Exchange exchange, String action) {
        Visit visit = Visit.of(exchange.request(), views.texts());
        Map<String, String> fields = fields(exchange.request());
        String back = back(exchange.request().getHeader("Referer"));
        Call call = new Call(java.util.UUID.randomUUID().toString(), action, fields, -1);
        loggedIn(exchange, visit, shell.home(), login -> withSession(exchange, visit, login, (session, nothing) -> {
            Page page = new Page("", session, visit.locale(), NOWHERE);
            session.then(session.act(page, call), (refusal, fault) -> {
                if (fault != null) {
                    problems.failed(exchange, visit.locale(), "form " + action, fault);
                } else if (refusal.isPresent()) {
                    problems.refused(exchange, visit.locale(), refusal.get(), "");
                } else {
                    exchange.redirect(page.place().equals(NOWHERE) ? back : views.context() + page.place().path());
                }
            });
        }));
    }

    private static Map<String, String> fields(HttpServletRequest request) {
        Map<String, String> fields = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values.length == 0 ? "" : values[0]));
        return fields;
    }

    /** What a script sends to an address of its own; who is not logged in is told by the status. @return false when nothing takes it */
    boolean submit(Exchange exchange, String path) {
        Optional<Web.FormHandler> handler = web.form(path);
        handler.ifPresent(taking -> {
            Visit visit = Visit.of(exchange.request(), views.texts());
            Map<String, String> fields = fields(exchange.request());
            who(visit).whenComplete((login, fault) -> {
                if (fault != null) {
                    exchange.empty(Refusal.Kind.UNAVAILABLE.status());
                } else if (login.isEmpty()) {
                    exchange.empty(Refusal.Kind.NOT_LOGGED_IN.status());
                } else {
                    taking.answer(exchange, login.get().username(), fields, visit.locale());
                }
            });
        });
        return handler.isPresent();
    }

    /** A form that is too long, or broken, so that nothing of it can be read. */
    void unreadable(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.kind().status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(problems.page(views.texts().choose(request.getLocales()), refusal, "").html().getBytes(StandardCharsets.UTF_8));
    }

    // Only the path, so that nobody is sent to another site.
    private String back(String referer) {
        String path = referer == null ? "" : referer.replaceFirst("^https?://[^/]*", "");
        return path.startsWith(views.context() + "/") ? path : views.context() + "/";
    }

    /** @param next in a lane */
    private void loggedIn(Exchange exchange, Visit visit, Place place, java.util.function.Consumer<Login> next) {
        who(visit).whenComplete((login, fault) -> {
            if (fault != null) {
                problems.failed(exchange, visit.locale(), "log-in", fault);
            } else if (login.isEmpty()) {
                boolean home = place.equals(shell.home());
                exchange.redirect(views.context() + "/login" + (home ? "" : "?next=" + LoginPages.encoded(views.context() + place.path())));
            } else {
                next.accept(login.get());
            }
        });
    }

    private CompletableFuture<Optional<Login>> who(Visit visit) {
        return sessions.dataLane().call(visit.token(), new Object(), null, () -> logins.find(visit.token(), visit.address()));
    }

    /** @param next in the session's mailbox, once local contacts have been heard of or that takes too long */
    private void withSession(Exchange exchange, Visit visit, Login login, BiConsumer<Session, Void> next) {
        sessions.of(login, visit.address(), visit.encrypted(), visit.locale()).whenComplete((session, fault) -> {
            if (fault != null) {
                problems.failed(exchange, visit.locale(), "session", fault);
                return;
            }
            retryIfOver(exchange, session);
            CompletableFuture<Void> ready = new CompletableFuture<>();
            session.available().whenComplete((done, never) -> ready.complete(null));
            Runnable callOff = sessions.clock().after(PRESENCE, () -> ready.complete(null));
            ready.whenComplete((done, never) -> {
                callOff.run();
                session.run(() -> next.accept(session, null));
            });
        });
    }

    // A session that ends takes the tasks of its mailbox with it; the browser asks again, and is told to log in where it must.
    private void retryIfOver(Exchange exchange, Session session) {
        sessions.clock().after(RETRY, () -> {
            if (exchange.answered()) {
                return;
            }
            if (session.over()) {
                exchange.redirect(views.context() + "/");
            } else {
                retryIfOver(exchange, session);
            }
        });
    }
}
