package org.igniterealtime.openfire.plugin.fireside.talk.rooms;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of rooms that XEP-0045 §15.5 names, and what Openfire and Prosody add, in plain words: the i18n keys of them. */
final class KnownSettings {
    /** Those that are wanted most, in the order in which a page shows them. */
    static final List<String> FIRST = List.of("muc#roomconfig_roomname", "muc#roomconfig_roomdesc", "muc#roomconfig_publicroom",
        "muc#roomconfig_membersonly", "muc#roomconfig_passwordprotectedroom", "muc#roomconfig_roomsecret", "muc#roomconfig_whois",
        "muc#roomconfig_changesubject", "muc#roomconfig_allowinvites");

    private static final Map<String, String> LABELS = Map.ofEntries(
        entry("muc#roomconfig_roomname", "rooms.name"),
        entry("muc#roomconfig_roomdesc", "rooms.config.description"),
        entry("muc#roomconfig_publicroom", "rooms.config.public"),
        entry("muc#roomconfig_membersonly", "rooms.config.members"),
        entry("muc#roomconfig_passwordprotectedroom", "rooms.config.protected"),
        entry("muc#roomconfig_roomsecret", "rooms.password"),
        entry("muc#roomconfig_whois", "rooms.config.whois"),
        entry("muc#roomconfig_changesubject", "rooms.config.topic"),
        entry("muc#roomconfig_allowinvites", "rooms.config.invites"),
        entry("muc#roomconfig_allowmemberinvites", "rooms.config.invites"),
        entry("{http://prosody.im/protocol/muc}roomconfig_allowmemberinvites", "rooms.config.invites"),
        entry("muc#roomconfig_persistentroom", "rooms.config.persistent"),
        entry("muc#roomconfig_moderatedroom", "rooms.config.moderated"),
        entry("muc#roomconfig_maxusers", "rooms.config.most"),
        entry("muc#roomconfig_presencebroadcast", "rooms.config.seen"),
        entry("muc#roomconfig_allowpm", "rooms.config.private"),
        entry("muc#roomconfig_enablelogging", "rooms.config.logged"),
        entry("muc#roomconfig_lang", "rooms.config.language"),
        entry("muc#roomconfig_historylength", "rooms.config.history"),
        entry("muc#roomconfig_defaulthistorymessages", "rooms.config.historyGiven"),
        entry("muc#roomconfig_roomadmins", "rooms.config.admins"),
        entry("muc#roomconfig_roomowners", "rooms.config.owners"),
        entry("x-muc#roomconfig_reservednick", "rooms.config.reserved"),
        entry("x-muc#roomconfig_canchangenick", "rooms.config.nicks"),
        entry("x-muc#roomconfig_registration", "rooms.config.registration"));

    private static final Map<String, Map<String, String>> CHOICES = Map.of(
        "muc#roomconfig_whois", Map.of("moderators", "rooms.config.onlyModerators", "anyone", "rooms.config.everybody"),
        "muc#roomconfig_allowpm", Map.of("anyone", "rooms.config.everybody", "participants", "rooms.config.speakers",
            "moderators", "rooms.config.onlyModerators", "none", "rooms.config.nobody"),
        "muc#roomconfig_presencebroadcast", Map.of("moderator", "rooms.moderator", "participant", "rooms.participant", "visitor", "rooms.visitor"),
        "muc#roomconfig_maxusers", Map.of("0", "rooms.config.unlimited", "none", "rooms.config.unlimited"));

    private KnownSettings() {
    }

    /** The key of what a setting is called, where it is known. */
    static Optional<String> label(String var) {
        return Optional.ofNullable(LABELS.get(var));
    }

    /** The key of what one of its choices is called, where it is known. */
    static Optional<String> choice(String var, String value) {
        return Optional.ofNullable(CHOICES.getOrDefault(var, Map.of()).get(value));
    }
}
