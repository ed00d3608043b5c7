package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;

/** A node's configuration as a form says it (XEP-0060 §16.4.4). */
final class ConfigForm {
    static final String CONFIG = "http://jabber.org/protocol/pubsub#node_config";
    static final String MAX = "max";

    private static final List<String> SEND_LAST = List.of("never", "on_sub", "on_sub_and_presence");
    private static final int LINE = 255;
    private static final int TEXT = 4000;
    private static final int GROUPS = 100;

    private ConfigForm() {
    }

    /**
     * The configuration with what a form says of it; fields that it does not have stay as they are (XEP-0060 §8.2.4).
     *
     * @param fields by their {@code var}. COMPAT: Movim sends {@code pubsub#itemreply} and {@code pubsub#notify_sub} with each
     *     post, so that a field that is not known here is left out, though XEP-0060 §7.1.5 would have it refused
     * @throws PubSubError for a value that is none
     */
    static NodeConfig apply(NodeConfig old, Map<String, List<String>> fields) throws PubSubError {
        Reader form = new Reader(fields);
        form.checkLeaf();
        NodeConfig config = new NodeConfig(
            form.text("pubsub#title", old.title(), LINE),
            form.text("pubsub#description", old.description(), TEXT),
            form.text("pubsub#type", old.type(), LINE),
            form.access(old.access()),
            form.groups(old.rosterGroups()),
            form.publish(old.publish()),
            form.flag("pubsub#persist_items", old.persist()),
            (int) form.number("pubsub#max_items", old.maxItems(), NodeConfig.UNLIMITED, 1),
            form.number("pubsub#item_expire", old.itemExpire(), 0, 0),
            form.flag("pubsub#deliver_payloads", old.deliverPayloads()),
            form.flag("pubsub#notify_retract", old.notifyRetract()),
            form.flag("pubsub#notify_delete", old.notifyDelete()),
            form.flag("pubsub#notify_config", old.notifyConfig()),
            form.sendLast(old.sendLast()));
        check(config);
        return config;
    }

    /** Whether a node is what publish-options take it for (XEP-0060 §7.1.5). */
    static boolean isMet(NodeConfig config, Map<String, List<String>> options) throws PubSubError {
        NodeConfig sorted = config.with(config.access(), config.rosterGroups().stream().sorted().toList());
        return apply(sorted, options).equals(sorted);
    }

    /** @throws PubSubError when no node can be so */
    static void check(NodeConfig config) throws PubSubError {
        boolean tooLong = config.title().length() > LINE || config.type().length() > LINE || config.description().length() > TEXT || config.rosterGroups().size() > GROUPS
            || config.rosterGroups().stream().anyMatch(group -> group.length() > LINE || group.contains("\n"));
        if (tooLong || !SEND_LAST.contains(config.sendLast())) {
            throw No.NOT_ACCEPTABLE;
        }
    }

    /** Writes all of it, to be filled in. @param models from which to choose */
    static void write(Forms form, NodeConfig config, List<AccessModel> models) {
        form.text("pubsub#title", config.title())
            .text("pubsub#description", config.description())
            .text("pubsub#type", config.type())
            .choice("pubsub#access_model", config.access().word(), words(models))
            .texts("pubsub#roster_groups_allowed", config.rosterGroups())
            .choice("pubsub#publish_model", config.publish().word(), words(List.of(PublishModel.values())))
            .flag("pubsub#persist_items", config.persist())
            .text("pubsub#max_items", maxItems(config))
            .text("pubsub#item_expire", Long.toString(config.itemExpire()))
            .flag("pubsub#deliver_payloads", config.deliverPayloads())
            .flag("pubsub#notify_retract", config.notifyRetract())
            .flag("pubsub#notify_delete", config.notifyDelete())
            .flag("pubsub#notify_config", config.notifyConfig())
            .choice("pubsub#send_last_published_item", config.sendLast(), SEND_LAST);
    }

    static String maxItems(NodeConfig config) {
        return config.maxItems() == NodeConfig.UNLIMITED ? MAX : Integer.toString(config.maxItems());
    }

    private static List<String> words(List<? extends Enum<?>> all) {
        return all.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** A form's fields, each read as what it is. */
    private record Reader(Map<String, List<String>> fields) {
        // XEP-0248 §7.1.3.1: who wants a collection is not given a leaf.
        void checkLeaf() throws PubSubError {
            if (!word("pubsub#node_type", "leaf").equals("leaf")) {
                throw No.unsupported("collections");
            }
        }

        String text(String var, String old, int most) throws PubSubError {
            String text = fields.containsKey(var) ? String.join("\n", fields.get(var)).strip() : old;
            return require(text, text.length() <= most);
        }

        private String word(String var, String old) {
            List<String> values = fields.getOrDefault(var, List.of());
            return values.isEmpty() ? old : values.get(0).strip();
        }

        boolean flag(String var, boolean old) throws PubSubError {
            String word = word(var, old ? "1" : "0");
            return require(word.equals("1") || word.equals("true"), List.of("0", "1", "true", "false").contains(word));
        }

        // COMPAT: Openfire's own forms say -1 for as many as come.
        long number(String var, long old, long unlimited, long least) throws PubSubError {
            String word = word(var, null);
            if (word == null || word.isEmpty()) {
                return old;
            }
            if (word.equals(MAX) || word.equals("-1")) {
                return unlimited;
            }
            require(word, word.matches("[0-9]{1,9}"));
            return require(Long.parseLong(word), Long.parseLong(word) >= least);
        }

        AccessModel access(AccessModel old) throws PubSubError {
            return AccessModel.of(word("pubsub#access_model", old.word())).orElseThrow(() -> No.UNSUPPORTED_ACCESS);
        }

        PublishModel publish(PublishModel old) throws PubSubError {
            return PublishModel.of(word("pubsub#publish_model", old.word())).orElseThrow(() -> No.NOT_ACCEPTABLE);
        }

        List<String> groups(List<String> old) {
            List<String> groups = fields.getOrDefault("pubsub#roster_groups_allowed", old);
            return groups.stream().filter(group -> !group.isEmpty()).distinct().sorted().toList();
        }

        String sendLast(String old) throws PubSubError {
            String word = word("pubsub#send_last_published_item", old);
            return require(word, SEND_LAST.contains(word));
        }

        private static <T> T require(T value, boolean condition) throws PubSubError {
            if (!condition) {
                throw No.NOT_ACCEPTABLE;
            }
            return value;
        }
    }
}
