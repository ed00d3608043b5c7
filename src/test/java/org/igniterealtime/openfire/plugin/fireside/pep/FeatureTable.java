package org.igniterealtime.openfire.plugin.fireside.pep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The features of XEP-0060: what is advertised, and what two stock clients have found of each. */
final class FeatureTable {
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub#";

    /** The list of XEP-0060 1.30 (§11) and of its registrations (§17.3), with what it has elsewhere: the feature and where. */
    private static final List<String> REGISTERED = List.of("access-authorize 4.5", "access-open 4.5", "access-presence 4.5", "access-roster 4.5",
        "access-whitelist 4.5", "auto-create 7.1.4", "auto-subscribe 9.1", "collections 4.4", "config-node 8.2", "config-node-max 17.3",
        "create-and-configure 8.1.3", "create-nodes 8.1", "delete-items 7.2", "delete-nodes 8.4", "filtered-notifications 9.2",
        "get-pending 8.7", "instant-nodes 8.1.2", "item-ids 11", "last-published 6.1.7", "leased-subscription 13.19",
        "manage-subscriptions 8.8", "member-affiliation 4.1", "meta-data 5.4", "modify-affiliations 8.9", "multi-items 11",
        "multi-subscribe 6.1.6", "outcast-affiliation 4.1", "persistent-items 11", "presence-notifications 13.6",
        "presence-subscribe 9.1", "publish 7.1", "publish-node-full 7.1.2.5", "publish-only-affiliation 4.1", "publish-options 7.1.5",
        "publisher-affiliation 4.1", "purge-nodes 8.5", "retract-items 7.2", "retrieve-affiliations 5.7", "retrieve-default 8.3",
        "retrieve-default-sub 6.4", "retrieve-items 6.5", "retrieve-subscriptions 5.6", "rsm 6.5.4", "subscribe 6.1",
        "subscription-notifications 13.14", "subscription-options 6.3");

    private final List<Finding> slixmpp;
    private final Map<String, Finding> smack = new LinkedHashMap<>();
    private final Set<String> service;
    private final Set<String> account;
    private final Set<String> ours;

    /**
     * @param slixmpp the requests, with the features that each shows
     * @param smack those of them that Smack has calls for
     * @param service what the service advertises
     * @param account what an account does, the host's part and ours
     * @param ours our part of that
     */
    FeatureTable(List<Finding> slixmpp, List<Finding> smack, Set<String> service, Set<String> account, Set<String> ours) {
        this.slixmpp = slixmpp;
        smack.forEach(finding -> this.smack.put(finding.request(), finding));
        this.service = service;
        this.account = account;
        this.ours = ours;
    }

    private Finding bySmack(Finding same) {
        return smack.getOrDefault(same.request(), new Finding(same.section(), same.what(), same.shows(), Finding.NO_CALL, Finding.NO_CALL));
    }

    /** What a feature is by what was found of the requests that show it; the same word for a client without a call for any. */
    private static String word(List<String> outcomes) {
        List<String> made = outcomes.stream().filter(outcome -> !outcome.equals(Finding.NO_CALL)
            && !outcome.equals(Finding.CLIENTS_FAULT)).toList();
        if (made.isEmpty()) {
            return Finding.NO_CALL;
        }
        if (made.contains(Finding.UNSUPPORTED)) {
            return Finding.REFUSED;
        }
        return made.contains(Finding.NOT_OFFERED) ? Finding.NOT_OFFERED : Finding.WORKS;
    }

    private record Row(String feature, String section, List<Finding> bySlixmpp, List<Finding> bySmack) {
        /** At the service by slixmpp and by Smack, then at the account. */
        List<String> words() {
            return List.of(word(bySlixmpp.stream().map(Finding::service).toList()), word(bySmack.stream().map(Finding::service).toList()),
                word(bySlixmpp.stream().map(Finding::account).toList()), word(bySmack.stream().map(Finding::account).toList()));
        }
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String each : REGISTERED) {
            String[] feature = each.split(" ");
            List<Finding> shown = slixmpp.stream().filter(finding -> finding.shows(feature[0])).toList();
            rows.add(new Row(feature[0], feature[1], shown, shown.stream().map(this::bySmack).toList()));
        }
        return rows;
    }

    /** What is advertised and does not work, works and is not advertised, is not known or not tried; empty when all is well. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        List.of(service, account).forEach(all -> all.stream().filter(each -> each.startsWith(PUBSUB)).forEach(unknown::add));
        for (Row row : rows()) {
            unknown.remove(PUBSUB + row.feature());
            List<String> words = row.words();
            if (row.bySlixmpp().isEmpty()) {
                wrong.add(row.feature() + " is shown by no request");
            }
            compare(row.feature() + " at the service", service.contains(PUBSUB + row.feature()), words.subList(0, 2), wrong);
            // What the host says of its own nodes besides is not ours to answer for.
            boolean said = (ours.contains(PUBSUB + row.feature()) || words.contains(Finding.WORKS)) && account.contains(PUBSUB + row.feature());
            compare(row.feature() + " at an account", said, words.subList(2, 4), wrong);
        }
        unknown.forEach(each -> wrong.add(each + " is advertised, and nobody knows it"));
        Set<String> requests = new TreeSet<>(smack.keySet());
        slixmpp.forEach(finding -> requests.remove(finding.request()));
        requests.forEach(each -> wrong.add(each + " is made by Smack alone"));
        return wrong;
    }

    private static void compare(String what, boolean advertised, List<String> words, List<String> wrong) {
        for (String word : words) {
            if (!word.equals(Finding.NO_CALL) && advertised != word.equals(Finding.WORKS)) {
                wrong.add(what + (advertised ? " is advertised: " : " is not advertised: ") + word);
            }
        }
    }

    /** @param tests what Smack's own tests have found, by their names */
    String text(Map<String, String> tests) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Row row : rows()) {
            List<String> words = row.words();
            text.append("| ").append(row.feature()).append(" | §").append(row.section()).append(" | ")
                .append(service.contains(PUBSUB + row.feature()) ? "yes" : "no").append(" | ").append(words.get(0)).append(" | ").append(words.get(1))
                .append(" | ").append(said(row.feature())).append(" | ").append(words.get(2)).append(" | ").append(words.get(3)).append(" |\n");
        }
        text.append(REQUESTS);
        for (Finding finding : slixmpp) {
            Finding other = bySmack(finding);
            text.append("| ").append(finding.request()).append(" | ").append(finding.service()).append(" | ").append(other.service())
                .append(" | ").append(finding.account()).append(" | ").append(other.account()).append(" |\n");
        }
        text.append(FAULTS);
        SmackRequests.FAULTS.forEach((request, why) -> text.append("- ").append(request.replace(" | ", ": ")).append(". ").append(why).append("\n"));
        text.append(TESTS);
        tests.forEach((name, outcome) -> text.append("| ").append(name).append(" | ").append(outcome).append(" |\n"));
        return text.toString();
    }

    private String said(String feature) {
        if (ours.contains(PUBSUB + feature)) {
            return "yes";
        }
        return account.contains(PUBSUB + feature) ? "by the host" : "no";
    }

    private static final String HEAD = """
        # XEP-0060 at Fireside, as stock clients find it

        Written by `Xep0060IT`: slixmpp and Smack 4.4.8 go through the requests at the service `fireside.<domain>` and at the blog of
        an account, on Openfire 4.2.0. A cell says that it works, that it is refused as the XEP says, or that it is not offered;
        – is what Smack has no call for.

        ## Feature by feature

        The list of XEP-0060 1.30 (§11, §17.3), each feature by the requests below that show it. XEP-0060 means by `access-…` the model
        that a new node has, others (XEP-0373 §5) that there is the model at all; both is so of `access-open` at the service, the
        others are meant in the second way. What stands there "by the host", Openfire says of its own nodes of an account, whatever
        Fireside says. The host also answers for an account what names no node: a name that it makes, the default configuration,
        commands.

        | feature | | advertised at the service | slixmpp | Smack | advertised at an account | slixmpp | Smack |
        |---|---|---|---|---|---|---|---|
        """;

    private static final String REQUESTS = """

        ## Request by request

        "Not offered" is also that somebody is subscribed to what he has not asked for.

        | section | | at the service: slixmpp | Smack | at an account: slixmpp | Smack |
        |---|---|---|---|---|---|
        """;

    private static final String FAULTS = """

        Smack's faults:

        """;

    private static final String TESTS = """

        ## Smack's own integration tests

        All of `org.jivesoftware.smackx.pubsub` in `smack-integration-test` 4.5.0-beta5, the one series of it that is on Maven Central,
        with the host's own service switched off (`xmpp.pubsub.enabled`), at whichever of Fireside's services Smack finds. Its
        tests of moods, tunes and places are left out: they ask for nodes of an account that stay with the host.

        | test | |
        |---|---|
        """;
}
