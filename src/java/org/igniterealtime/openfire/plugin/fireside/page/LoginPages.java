package org.igniterealtime.openfire.plugin.fireside.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletRequest;
import org.igniterealtime.openfire.plugin.fireside.guard.RateLimit;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Settings;
import org.igniterealtime.openfire.plugin.fireside.live.Live;
import org.igniterealtime.openfire.plugin.fireside.session.Logins;
import org.igniterealtime.openfire.plugin.fireside.session.Sessions;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;

/**
 * Log in, log out, sign up: plain forms. A log-in that fails says the same words after the same time, whether the
 * password was wrong, the account unknown, locked or asked for too often.
 */
public final class LoginPages {
    /** When a failure is answered, counted from the request: later than any failure takes, so that they look alike. */
    private static final Duration FAILURE = Duration.ofMillis(700);
    private static final Duration REFILL = Duration.ofMinutes(10);
    private static final int LONGEST = 512;

    private final Views views;
    private final Shell shell;
    private final Accounts accounts;
    private final Logins logins;
    private final Sessions sessions;
    private final Settings settings;
    private final Problems problems;
    private final RateLimit perAddress;
    private final RateLimit perAccount;
    private final RateLimit registrations;

    public LoginPages(Views views, Shell shell, Accounts accounts, Logins logins, Sessions sessions, Settings settings, Faults faults) {
        this.views = views;
        this.shell = shell;
        this.accounts = accounts;
        this.logins = logins;
        this.sessions = sessions;
        this.settings = settings;
        this.problems = new Problems(views, shell, faults);
        this.perAddress = new RateLimit(settings.failuresPerAddress(), REFILL);
        this.perAccount = new RateLimit(settings.failuresPerAccount(), REFILL);
        this.registrations = new RateLimit(settings.registrationsPerAddress(), Duration.ofHours(1));
    }

    private record Form(Visit visit, boolean safe, String username, String password, String password2, String email, boolean keep,
                        String next, String device) {
        static Form of(HttpServletRequest request, Views views) {
            return new Form(Visit.of(request, views.texts()), Visit.mayCarryPassword(request), text(request, "username"),
                text(request, "password"), text(request, "password2"), text(request, "email"), !text(request, "keep").isEmpty(),
                text(request, "next"), request.getHeader("User-Agent"));
        }

        private static String text(HttpServletRequest request, String name) {
            String value = request.getParameter(name);
            return value == null || value.length() > LONGEST ? "" : value;
        }
    }

    // ---- log in

    void get(Exchange exchange) {
        Form form = Form.of(exchange.request(), views);
        sessions.dataLane().call(form.visit().token(), () -> logins.find(form.visit().token(), form.visit().address()))
            .whenComplete((login, fault) -> {
                if (fault == null && login.isPresent()) {
                    exchange.redirect(next(form));
                } else {
                    show(exchange, form, 200, "");
                }
            });
    }

    private void show(Exchange exchange, Form form, int status, String error) {
        Map<String, Object> model = new HashMap<>(Map.of("styles", shell.styles(), "scripts", shell.scripts(), "username", form.username(), "next", form.next(),
            "error", error.isEmpty() ? "" : views.texts().of(form.visit().locale(), error)));
        model.put("insecure", !form.safe());
        model.put("register", form.safe() && accounts.registrationOpen());
        exchange.html(status, views.render("account/login", form.visit().locale(), model));
    }

    void logIn(Exchange exchange) {
        Form form = Form.of(exchange.request(), views);
        long began = System.nanoTime();
        if (!form.safe()) {
            show(exchange, form, 403, "account.insecure");
            return;
        }
        // Each attempt on its own: one that an LDAP server lets wait holds up no other of the same address.
        sessions.hostLane().call(form.visit().address(), new Object(), null, () -> attempt(form)).whenComplete((outcome, fault) -> {
            if (fault != null) {
                problems.failed(exchange, form.visit().locale(), "log-in", fault);
            } else if (outcome.fresh() != null) {
                welcome(exchange, form, outcome.fresh());
            } else {
                long left = FAILURE.toNanos() - (System.nanoTime() - began);
                sessions.clock().after(Duration.ofMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left))),
                    () -> show(exchange, form, outcome.status(), outcome.error()));
            }
        });
    }

    private record Outcome(Logins.Fresh fresh, int status, String error) {
    }

    private Outcome attempt(Form form) {
        String address = form.visit().address();
        Optional<String> username = accounts.username(form.username());
        String account = username.orElse("");
        boolean allowed = perAddress.wouldAllow(address) && perAccount.wouldAllow(account);
        // Past the limit the host is not asked: its own lock-out would count that against the account.
        Accounts.Verdict verdict = !allowed || username.isEmpty() || form.password().isEmpty() ? Accounts.Verdict.REFUSED
            : accounts.authenticate(account, form.password());
        if (verdict == Accounts.Verdict.UNREACHABLE) {
            return new Outcome(null, 503, "problem.outage");
        }
        if (verdict == Accounts.Verdict.REFUSED) {
            perAddress.allows(address);
            perAccount.allows(account);
            return new Outcome(null, 401, "account.wrong");
        }
        perAccount.forgive(account);
        return new Outcome(logins.begin(account, form.device(), address, form.keep()), 303, "");
    }

    private void welcome(Exchange exchange, Form form, Logins.Fresh fresh) {
        long lasts = form.keep() ? settings.keptLogin().toSeconds() : -1;
        exchange.header("Set-Cookie", Visit.cookie(fresh.token(), views.context(), form.visit().encrypted(), lasts)).redirect(next(form));
    }

    private String next(Form form) {
        String next = form.next();
        boolean ours = next.startsWith(views.context() + "/") && next.chars().allMatch(c -> c > ' ' && c != '\\' && c < 127);
        return ours ? next : views.context() + "/";
    }

    // ---- log out

    void logOut(Exchange exchange) {
        Visit visit = Visit.of(exchange.request(), views.texts());
        sessions.dataLane().call(visit.token(), () -> {
            logins.find(visit.token(), visit.address()).ifPresent(login -> {
                logins.end(login.username(), login.id());
                sessions.end(login.id(), Live.OVER, "logged out");
            });
            return null;
        }).whenComplete((done, fault) -> {
            exchange.header("Set-Cookie", Visit.cookie("", views.context(), visit.encrypted(), 0));
            if (fault == null) {
                exchange.redirect(views.context() + "/login");
            } else {
                problems.failed(exchange, visit.locale(), "log-out", fault);
            }
        });
    }

    // ---- sign up

    void registration(Exchange exchange) {
        Form form = Form.of(exchange.request(), views);
        if (form.safe() && accounts.registrationOpen()) {
            showRegistration(exchange, form, 200, "");
        } else {
            problems.refused(exchange, form.visit().locale(), Refusal.of(Refusal.Kind.FORBIDDEN, "account.closed"), "");
        }
    }

    private void showRegistration(Exchange exchange, Form form, int status, String error) {
        exchange.html(status, views.render("account/register", form.visit().locale(), Map.of("styles", shell.styles(),
            "username", form.username(), "error", error.isEmpty() ? "" : views.texts().of(form.visit().locale(), error))));
    }

    void register(Exchange exchange) {
        Form form = Form.of(exchange.request(), views);
        if (!form.safe()) {
            problems.refused(exchange, form.visit().locale(), Refusal.of(Refusal.Kind.FORBIDDEN, "account.insecure"), "");
            return;
        }
        sessions.hostLane().call(form.visit().address(), () -> create(form)).whenComplete((outcome, fault) -> {
            if (fault != null) {
                problems.failed(exchange, form.visit().locale(), "sign-up", fault);
            } else if (outcome.fresh() != null) {
                welcome(exchange, form, outcome.fresh());
            } else {
                showRegistration(exchange, form, outcome.status(), outcome.error());
            }
        });
    }

    private Outcome create(Form form) {
        Optional<String> username = accounts.username(form.username()).filter(name -> name.length() <= 64 && !name.contains("@"));
        if (username.isEmpty()) {
            return new Outcome(null, 400, "account.badUsername");
        }
        if (form.password().length() < 6) {
            return new Outcome(null, 400, "account.shortPassword");
        }
        if (!form.password().equals(form.password2())) {
            return new Outcome(null, 400, "account.differ");
        }
        if (!registrations.allows(form.visit().address())) {
            return new Outcome(null, 429, "account.tooMany");
        }
        return switch (accounts.create(username.get(), form.password(), form.email())) {
            case CREATED -> new Outcome(logins.begin(username.get(), form.device(), form.visit().address(), false), 303, "");
            case TAKEN -> new Outcome(null, 409, "account.taken");
            case NOT_ALLOWED -> new Outcome(null, 403, "account.closed");
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
