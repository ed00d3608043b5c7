package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.pubsub.AccessModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.Node;
import org.igniterealtime.openfire.plugin.fireside.pubsub.NodeConfig;
import org.igniterealtime.openfire.plugin.fireside.pubsub.PublishModel;
import org.igniterealtime.openfire.plugin.fireside.pubsub.SocialNodes;

/**
 * For whom a post is. Each audience is a node of the author's with an access model of its own, so that no client can show a
 * post to more people than it was meant for (DESIGN: an audience is a node).
 *
 * @param group of the author's roster; empty but for {@link Kind#GROUP}
 */
public record Audience(Kind kind, String group) {
    /** The node of a blog (XEP-0277 §3), readable by everybody. */
    public static final String BLOG = SocialNodes.BLOG;
    private static final String CONTACTS_NODE = SocialNodes.CONTACTS;
    private static final String GROUP_NODE = BLOG + ":group:";
    private static final String GROUP_WORD = "group:";
    private static final int LONGEST_GROUP = 200;

    public static final Audience PUBLIC = new Audience(Kind.PUBLIC, "");
    public static final Audience CONTACTS = new Audience(Kind.CONTACTS, "");

    /** How wide it is. */
    public enum Kind { PUBLIC, CONTACTS, GROUP }

    /** Of a form's field: {@code public}, {@code contacts} or {@code group:} and a name; contacts for anything else, the safer one. */
    public static Audience of(String word) {
        if (word.equals("public")) {
            return PUBLIC;
        }
        String group = word.startsWith(GROUP_WORD) ? word.substring(GROUP_WORD.length()) : "";
        return group.isBlank() || group.length() > LONGEST_GROUP ? CONTACTS : new Audience(Kind.GROUP, group);
    }

    /** Of a node that has posts, by what its access model says now. */
    public static Audience of(Node node) {
        NodeConfig config = node.config();
        return switch (config.access()) {
            case OPEN -> PUBLIC;
            case ROSTER -> new Audience(Kind.GROUP, String.join(", ", config.rosterGroups()));
            default -> CONTACTS;
        };
    }

    /** Whether a node of an account has posts. */
    public static boolean isPostNode(String name) {
        return name.equals(BLOG) || name.equals(CONTACTS_NODE) || name.startsWith(GROUP_NODE);
    }

    /** As a form's field has it. */
    public String word() {
        return switch (kind) {
            case PUBLIC -> "public";
            case CONTACTS -> "contacts";
            case GROUP -> GROUP_WORD + group;
        };
    }

    /** The name of its node. That of a group tells nothing of the group's name. */
    public String node() {
        return switch (kind) {
            case PUBLIC -> BLOG;
            case CONTACTS -> CONTACTS_NODE;
            case GROUP -> GROUP_NODE + digest(group);
        };
    }

    /** The configuration of its node. */
    public NodeConfig config() {
        AccessModel access = switch (kind) {
            case PUBLIC -> AccessModel.OPEN;
            case CONTACTS -> AccessModel.PRESENCE;
            case GROUP -> AccessModel.ROSTER;
        };
        return NodeConfig.keeping("", access, PublishModel.PUBLISHERS).with(access, kind == Kind.GROUP ? List.of(group) : List.of());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
