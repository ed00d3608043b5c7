package org.igniterealtime.openfire.plugin.fireside.social.notices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.xmpp.packet.JID;

/** Adds notices, and knows how many of them somebody has not seen. What is not of this server's accounts is not kept. */
public final class Notices {
    /** Of one person and one post these are told once, until they are taken back. */
    private static final Set<Notice.Kind> ONCE = EnumSet.of(Notice.Kind.LIKED, Notice.Kind.FOLLOWED, Notice.Kind.SHARED, Notice.Kind.MENTIONED);
    private static final int EXCERPT = 200;
    /** Notices that a page has. */
    static final int SHOWN = 100;

    private final Platform platform;
    private final NoticeStore store;
    private final Cache<Person, Integer> unseen = Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    private volatile Readers readers = (viewer, posts) -> Map.of();

    /** The owner's notices have changed. @param fresh there are others than before; else they have been seen */
    record NoticesChanged(boolean fresh) {
    }

    Notices(Platform platform, NoticeStore store) {
        this.platform = platform;
        this.store = store;
    }

    /**
     * Tells somebody of something. Blocks.
     *
     * @param who bare JID of who did it
     * @param post the {@code created} of the post that it is about, 0 for none
     */
    public void add(JID owner, Notice.Kind kind, String who, long post, String excerpt) {
        if (!platform.server().isAccount(owner) || platform.accounts().find(owner.getNode()).isEmpty() || platform.relations().blocks(owner.toBareJID(), who)) {
            return;
        }
        Notice notice = new Notice(platform.stamp().next(), owner.getNode(), kind, who, post, cut(excerpt), false);
        if (store.add(notice, ONCE.contains(kind))) {
            changed(owner.getNode(), true);
        }
    }

    private static String cut(String excerpt) {
        return excerpt.length() > EXCERPT ? excerpt.substring(0, excerpt.offsetByCodePoints(0, EXCERPT / 2)) : excerpt;
    }

    /** A like or a comment was taken back: nobody is told of it any longer. Blocks. @param who bare JID @param excerpt as it was told */
    public void takeBack(Collection<Notice.Kind> kinds, String who, long post, String excerpt) {
        store.takeBack(kinds, who, post, cut(excerpt)).forEach(owner -> changed(owner, true));
    }

    /** Which posts somebody may read: of others he is told nothing, also when he was told of them once. */
    @FunctionalInterface
    public interface Readers {
        /** Blocks. @param posts the {@code created} of each @return how each of those begins that the viewer may read */
        Map<Long, String> openings(Person viewer, Collection<Long> posts);
    }

    /** Who knows it, from now on. */
    public void readers(Readers who) {
        readers = who;
    }

    /** How the posts begin that some notices are of, as far as the viewer may read them now. Blocks. */
    Map<Long, String> openings(Person viewer, List<Notice> notices) {
        return readers.openings(viewer, notices.stream().map(Notice::post).filter(post -> post > 0).collect(Collectors.toSet()));
    }

    /** Without those of posts that nobody says how they begin. */
    static List<Notice> readable(List<Notice> notices, Map<Long, String> openings) {
        return notices.stream().filter(notice -> notice.post() == 0 || openings.containsKey(notice.post())).toList();
    }

    /** What was said of a post goes with it. Blocks. */
    public void forgetPost(long post) {
        store.forgetPost(post).forEach(owner -> changed(owner, true));
    }

    /** Reads how many there are that he may be told of; before a person's first page, and after each change. Blocks. */
    void read(Person person) {
        List<Notice> fresh = store.unseen(person.username()) == 0 ? List.of()
            : store.newest(person.username(), SHOWN).stream().filter(notice -> !notice.seen()).toList();
        unseen.put(person, readable(fresh, openings(person, fresh)).size());
    }

    /** What somebody may read has changed, and so how many there are. Blocks. */
    public void rightsChanged(Person person) {
        int before = unseen(person);
        read(person);
        if (unseen(person) != before) {
            platform.sessions().signal(person.username(), new NoticesChanged(false));
        }
    }

    int unseen(Person person) {
        Integer count = unseen.getIfPresent(person);
        return count == null ? 0 : count;
    }

    /** The owner has seen all up to one. Blocks. */
    void see(String owner, long upTo) {
        if (store.see(owner, upTo)) {
            changed(owner, false);
        }
    }

    private void changed(String owner, boolean fresh) {
        Optional<Person> person = platform.sessions().person(owner);
        person.ifPresent(here -> {
            read(here);
            platform.sessions().signal(owner, new NoticesChanged(fresh));
        });
    }
}
