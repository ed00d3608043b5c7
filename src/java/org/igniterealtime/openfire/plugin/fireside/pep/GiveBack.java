package org.igniterealtime.openfire.plugin.fireside.pep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.igniterealtime.openfire.plugin.fireside.host.Accounts;
import org.igniterealtime.openfire.plugin.fireside.host.Errand;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Item;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PubSub;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * Copies what accounts have in their social nodes into the host's PEP, so that it is there when Fireside is not. What Fireside
 * has it keeps: when it comes again, it takes back only what is new. The host knows no publisher of an item: those of guests
 * become the owner's.
 */
public final class GiveBack {
    private static final Logger LOG = LoggerFactory.getLogger(GiveBack.class);
    /** Items that are in memory at once, each of which may be a quarter of a megabyte. */
    private static final int PORTION = 50;

    private final PubSub pubsub;
    private final Accounts accounts;
    private final Consumer<Runnable> past;

    /** @param past runs what routes a request past the hand-over */
    public GiveBack(PubSub pubsub, Accounts accounts, Consumer<Runnable> past) {
        this.pubsub = pubsub;
        this.accounts = accounts;
        this.past = past;
    }

    /**
     * All accounts, one after the other. Blocks for long.
     *
     * @param told how many have been done, after each
     * @return how many could not be
     */
    public int all(Consumer<Integer> told) {
        int done = 0;
        int failed = 0;
        List<String> some = pubsub.accounts("");
        while (!some.isEmpty()) {
            for (String account : some) {
                failed += of(account) ? 0 : 1;
                told.accept(++done);
            }
            some = pubsub.accounts(some.get(some.size() - 1));
        }
        return failed;
    }

    private boolean of(String account) {
        String username = new JID(account).getNode();
        if (accounts.find(username).isEmpty()) {
            return true;
        }
        try (Errand errand = Errand.as(username, past)) {
            HostPep host = new HostPep(errand);
            for (Node node : pubsub.nodes(account, account)) {
                of(host, node);
            }
            return true;
        } catch (Outage | IllegalStateException failed) {
            LOG.warn("What {} has could not be given back", account, failed);
            return false;
        }
    }

    private void of(HostPep host, Node node) {
        host.create(node.id().name(), fields(node.config()));
        long after = 0;
        List<Item> items = pubsub.oldest(node, node.id().service(), after, PORTION);
        while (!items.isEmpty()) {
            for (Item item : items) {
                host.publish(node.id().name(), item.id(), item.payload().isEmpty() ? null : Xml.parse(item.payload()));
                after = item.created();
            }
            items = pubsub.oldest(node, node.id().service(), after, PORTION);
        }
    }

    // COMPAT: Openfire fails at max_items "max"; -1 keeps as many as come.
    private static Map<String, List<String>> fields(NodeConfig config) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("pubsub#persist_items", List.of("1"));
        fields.put("pubsub#max_items", List.of("-1"));
        fields.put("pubsub#access_model", List.of(config.access().word()));
        fields.put("pubsub#publish_model", List.of(config.publish().word()));
        fields.put("pubsub#notify_retract", List.of("1"));
        fields.put("pubsub#title", List.of(config.title()));
        fields.put("pubsub#description", List.of(config.description()));
        if (!config.rosterGroups().isEmpty()) {
            fields.put("pubsub#roster_groups_allowed", config.rosterGroups());
        }
        return fields;
    }
}
