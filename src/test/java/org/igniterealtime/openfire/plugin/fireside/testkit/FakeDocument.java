package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** The document of a {@link FakePage}: patches are put into it as {@code base/patch.js} puts them. One thread at a time. */
final class FakeDocument {
    private final Document document;
    // Thousands of messages come into a log; looking through all of it for each would take most of a test's time.
    private final Map<String, Element> byId = new HashMap<>();

    FakeDocument(String html) {
        document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        enter(document);
    }

    private void enter(Node root) {
        if (root instanceof Element element) {
            element.getAllElements().stream().filter(each -> !each.id().isEmpty()).forEach(each -> byId.putIfAbsent(each.id(), each));
        }
    }

    private void leave(Element root) {
        root.getAllElements().forEach(each -> byId.remove(each.id(), each));
        root.remove();
    }

    void apply(FakePage.Patch patch) {
        Element target = byId.get(patch.target());
        if (target == null) {
            return;
        }
        if (patch.action().equals("remove")) {
            leave(target);
            return;
        }
        List<Node> fragment = new ArrayList<>(Jsoup.parseBodyFragment(patch.html()).body().childNodes());
        fragment.forEach(root -> displace(root, target));
        switch (patch.action()) {
            case "append" -> target.appendChildren(fragment);
            case "prepend" -> target.prependChildren(fragment);
            case "before" -> fragment.forEach(target::before);
            case "after" -> {
                List<Node> backwards = new ArrayList<>(fragment);
                java.util.Collections.reverse(backwards);
                backwards.forEach(target::after);
            }
            case "update" -> {
                List.copyOf(target.children()).forEach(this::leave);
                target.empty();
                target.appendChildren(fragment);
            }
            case "replace" -> {
                fragment.forEach(target::before);
                leave(target);
            }
            default -> throw new IllegalArgumentException("No such patch: " + patch.action());
        }
        fragment.forEach(this::enter);
    }

    // The element of the same id gives way to the one that comes.
    private void displace(Node root, Element target) {
        Element old = root instanceof Element element && !element.id().isEmpty() ? byId.get(element.id()) : null;
        if (old != null && old != target) {
            leave(old);
        }
    }

    List<FakePage.Shown> log() {
        return document.select("#messages > article.message").stream().map(message -> new FakePage.Shown(message.attr("data-cursor"),
            message.attr("data-ref"), message.hasClass("mine"), message.selectFirst(".body").wholeText(), message.attr("data-state"),
            Optional.ofNullable(message.selectFirst(".failure-text")).map(Element::text).orElse(""))).toList();
    }

    /** Text of the first element that matches, or empty. */
    String text(String selector) {
        Element first = document.selectFirst(selector);
        return first == null ? "" : first.text();
    }

    /** Where the log goes on backwards, or empty at its beginning. */
    String before() {
        Element field = document.selectFirst("form#older input[name=before]");
        return field == null ? "" : field.attr("value");
    }

    /** The action that asks for what is before. */
    String older() {
        Element form = document.selectFirst("form#older");
        return form == null ? "" : form.attr("data-action");
    }
}
