package org.igniterealtime.openfire.plugin.fireside.pep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTableTest {
    private static final Finding PURGE = new Finding("8.5", "purge", "purge-nodes", Finding.WORKS, Finding.WORKS);

    @Test
    void what_works_and_is_advertised_is_well() {
        assertEquals(List.of(), wrong(PURGE, Finding.WORKS, "purge-nodes", "purge-nodes"));
    }

    @Test
    void what_works_has_to_be_advertised() {
        assertEquals(List.of("purge-nodes at the service is not advertised: works", "purge-nodes at the service is not advertised: works"),
            wrong(PURGE, Finding.WORKS, "", "purge-nodes"));
        assertEquals(List.of("purge-nodes at an account is not advertised: works", "purge-nodes at an account is not advertised: works"),
            wrong(PURGE, Finding.WORKS, "purge-nodes", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {Finding.NOT_OFFERED, Finding.UNSUPPORTED})
    void what_is_advertised_has_to_work_for_both(String outcome) {
        assertFalse(wrong(PURGE, outcome, "purge-nodes", "purge-nodes").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {Finding.NO_CALL, Finding.CLIENTS_FAULT})
    void what_a_client_cannot_ask_for_says_nothing(String outcome) {
        assertEquals(List.of(), wrong(PURGE, outcome, "purge-nodes", "purge-nodes"));
    }

    @Test
    void a_refusal_on_the_way_does_not_make_a_feature_less() {
        Finding again = new Finding("8.5.3", "purge another's", "purge-nodes", Finding.REFUSED, Finding.REFUSED);
        String text = table(List.of(PURGE, again), List.of(), names("purge-nodes"), names("purge-nodes")).text(Map.of());

        assertTrue(text.contains("| purge-nodes | §8.5 | yes | works | – | yes | works | – |"), text);
    }

    @Test
    void what_nobody_knows_is_not_advertised() {
        assertEquals(List.of("http://jabber.org/protocol/pubsub#moon is advertised, and nobody knows it"),
            wrong(PURGE, Finding.WORKS, "purge-nodes moon", "purge-nodes"));
    }

    // What the rest of the list lacks here is left out.
    private static List<String> wrong(Finding finding, String bySmack, String service, String account) {
        Finding same = new Finding(finding.section(), finding.what(), "", bySmack, bySmack);
        return table(List.of(finding), List.of(same), names(service), names(account)).wrong().stream()
            .filter(each -> !each.endsWith("is shown by no request")).toList();
    }

    private static FeatureTable table(List<Finding> slixmpp, List<Finding> smack, Set<String> service, Set<String> account) {
        return new FeatureTable(slixmpp, smack, service, account, account);
    }

    private static Set<String> names(String features) {
        return Stream.of(features.split(" ")).filter(each -> !each.isEmpty()).map("http://jabber.org/protocol/pubsub#"::concat)
            .collect(Collectors.toSet());
    }
}
