package org.igniterealtime.openfire.plugin.fireside.page;

import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;

/** Whole pages that say what went wrong and how to go on. */
final class Problems {
    private final Views views;
    private final Shell shell;
    private final Faults faults;

    Problems(Views views, Shell shell, Faults faults) {
        this.views = views;
        this.shell = shell;
        this.faults = faults;
    }

    void refused(Exchange exchange, Locale locale, Refusal refusal, String reference) {
        exchange.html(refusal.kind().status(), page(locale, refusal, reference));
    }

    SafeHtml page(Locale locale, Refusal refusal, String reference) {
        return views.render("base/problem", locale, Map.of("styles", shell.styles(),
            "title", views.texts().of(locale, refusal.kind() == Refusal.Kind.MISSING ? "problem.missingTitle" : "problem.title"),
            "text", shell.words(refusal, locale), "reference", reference));
    }

    void failed(Exchange exchange, Locale locale, String where, Throwable fault) {
        Throwable cause = fault instanceof java.util.concurrent.CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof Outage) {
            refused(exchange, locale, Refusal.unavailable("problem.outage"), "");
        } else if (cause instanceof java.util.concurrent.RejectedExecutionException) {
            refused(exchange, locale, Refusal.unavailable("problem.busy"), "");
        } else {
            refused(exchange, locale, Refusal.of(Refusal.Kind.FAULT, "problem.fault"), faults.report(where, cause));
        }
    }
}
