package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.xmpp.packet.JID;

/**
 * Who and what can be found, by whom. The index says who there may be; of those a page is made of the ones that the viewer may see
 * at this moment. What he may not see is neither shown nor counted. Blocks.
 */
public final class Directory implements PeopleSearch.Finder {
    /** How far somebody may go on; who wants more says more precisely what he looks for. */
    public static final int FURTHEST = 500;
    private static final int LEAST_STEP = 20;
    private static final int MOST_STEP = 100;
    private static final int LOOKED_AT = 5_000;
    /** Rooms are here, and answer at once or are not shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Filling filling;
    private final Findable people;
    private final Communities communities;

    Directory(Filling filling, Findable people, Communities communities) {
        this.filling = filling;
        this.people = people;
        this.communities = communities;
    }

    /** Whether everything can be found by now. */
    public boolean isComplete() {
        return filling.isComplete();
    }

    /**
     * People by words of what they say of themselves; without a word nobody.
     *
     * @param viewer bare, of this server
     * @param except usernames of those who are left out
     * @param skip how many come before the page
     */
    public Answer<Card> people(JID viewer, List<String> words, Set<String> except, int skip, int most) {
        if (words.isEmpty()) {
            return Answer.none();
        }
        Function<List<String>, List<String>> visible = usernames -> people.foundBy(viewer,
            usernames.stream().filter(username -> !except.contains(username)).toList());
        return cards(walk(Wanted.of(Kind.PERSON, words, Set.of()), null, skip, most, visible));
    }

    @Override
    public Answer<Card> people(JID viewer, Wanted wanted, Object after, int most) {
        return cards(walk(wanted, after, 0, most, usernames -> people.foundBy(viewer, usernames)));
    }

    private Answer<Card> cards(Answer<String> found) {
        return new Answer<>(found.found().stream().map(people::card).flatMap(Optional::stream).toList(), found.more());
    }

    /** Communities by words and tags, the liveliest first; without any, all. @param viewer bare JID */
    public Answer<Community> communities(String viewer, List<String> words, Set<String> tags, int skip, int most) {
        return walk(Wanted.of(Kind.COMMUNITY, words, tags), null, skip, most, keys -> communities.readableBy(viewer, keys));
    }

    /** Rooms by words; without any, all. Each is asked as the viewer. */
    public Answer<Room> rooms(Session viewer, List<String> words, int skip, int most) {
        return walk(Wanted.of(Kind.ROOM, words, Set.of()), null, skip, most, keys -> rooms(viewer, keys));
    }

    private static List<Room> rooms(Session viewer, List<String> keys) {
        List<CompletableFuture<Optional<Room>>> asked = keys.stream().map(JID::new).map(room -> viewer.ask(Rooms.info(room), PATIENCE)
            .thenApply(answer -> room.equals(answer.getFrom()) ? Room.read(answer) : Optional.<Room>empty())
            .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS).exceptionally(nobodyAnswers -> Optional.empty())).toList();
        return asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<Object> place(JID jid) {
        Optional<DirectoryIndex> index = filling.index();
        try {
            return index.isEmpty() ? Optional.empty() : index.get().place(Kind.PERSON, jid.getNode() == null ? "" : jid.getNode());
        } catch (IOException failed) {
            throw new Outage(failed);
        }
    }

    private <T> Answer<T> walk(Wanted wanted, Object after, int skip, int most, Function<List<String>, List<T>> visible) {
        Optional<DirectoryIndex> index = filling.index();
        if (index.isEmpty() || skip < 0 || skip + most > FURTHEST) {
            return Answer.none();
        }
        try {
            return walk(index.get(), wanted, after, skip, most, visible);
        } catch (IOException failed) {
            throw new Outage(failed);
        }
    }

    private static <T> Answer<T> walk(DirectoryIndex index, Wanted wanted, Object after, int skip, int most,
                                      Function<List<String>, List<T>> visible) throws IOException {
        List<T> found = new ArrayList<>();
        Object last = after;
        int enough = skip + most + 1;
        for (int looked = 0; looked < LOOKED_AT && found.size() < enough;) {
            int step = Math.max(LEAST_STEP, Math.min(MOST_STEP, enough - found.size()));
            List<DirectoryIndex.Hit> hits = index.find(wanted, last, step);
            found.addAll(visible.apply(hits.stream().map(DirectoryIndex.Hit::key).toList()));
            if (hits.size() < step) {
                break;
            }
            looked += step;
            last = hits.get(hits.size() - 1).place();
        }
        boolean more = found.size() >= enough && skip + most < FURTHEST;
        return new Answer<>(List.copyOf(found.subList(Math.min(skip, found.size()), Math.min(skip + most, found.size()))), more);
    }
}
