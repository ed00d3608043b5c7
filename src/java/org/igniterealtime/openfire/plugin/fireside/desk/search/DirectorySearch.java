package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Answer;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Card;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Directory;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.social.people.Completion;
import org.igniterealtime.openfire.plugin.fireside.social.people.People;
import org.xmpp.packet.JID;

/** People, rooms and communities for somebody who searches. One's own contacts are among the people, before the others. Blocks. */
final class DirectorySearch {
    private final Platform platform;
    private final People people;
    private final Directory directory;

    DirectorySearch(Platform platform, People people, Directory directory) {
        this.platform = platform;
        this.people = people;
        this.directory = directory;
    }

    boolean isComplete() {
        return directory.isComplete();
    }

    Answer<PersonFound> people(Person viewer, Question question, int skip, int most) {
        if (question.isOfSomebody() || !question.tags().isEmpty() || question.words().isEmpty()) {
            return new Answer<>(List.of(), false);
        }
        List<Contact> contacts = platform.rosters().of(viewer.username()).stream().filter(Contact::listed).filter(contact -> contact.jid().getNode() != null).toList();
        List<Face> mine = contacts.stream().map(contact -> people.face(viewer, contact)).filter(face -> answers(face, question.words()))
            .sorted(Comparator.comparing((Face face) -> Completion.fold(face.name())).thenComparing(Face::jid)).toList();
        List<PersonFound> found = mine.stream().skip(skip).limit(most).map(face -> new PersonFound(face, face.jid(), "", "", true))
            .collect(Collectors.toCollection(ArrayList::new));
        int left = most - found.size();
        Answer<Card> others = directory.people(viewer.jid(), question.words().stream().map(this::local).toList(), usernames(mine), Math.max(0, skip - mine.size()), left);
        others.found().forEach(card -> found.add(person(viewer, card, contacts)));
        return new Answer<>(found, others.more() || mine.size() > skip + most);
    }

    // Each word begins a word of the name, or the address.
    private static boolean answers(Face face, List<String> words) {
        List<String> names = List.of((Completion.fold(face.name()) + ' ' + JID.unescapeNode(new JID(face.jid()).getNode())).split("[^\\p{L}\\p{M}\\p{N}]+"));
        return words.stream().map(Completion::fold).flatMap(word -> List.of(word.split("\\s+")).stream())
            .allMatch(word -> face.jid().startsWith(word) || names.stream().anyMatch(name -> name.startsWith(word)));
    }

    // Of an address of this server, what is looked for is the name in front.
    private String local(String word) {
        String here = '@' + platform.server().domain();
        return word.toLowerCase(Locale.ROOT).endsWith(here) ? word.substring(0, word.length() - here.length()) : word;
    }

    private Set<String> usernames(List<Face> faces) {
        return faces.stream().map(face -> new JID(face.jid())).filter(platform.server()::isAccount).map(JID::getNode).collect(Collectors.toSet());
    }

    private PersonFound person(Person viewer, Card card, List<Contact> contacts) {
        Face face = people.face(viewer, card.jid());
        return new PersonFound(face, card.jid().toString(), card.nick().equals(face.name()) ? "" : card.nick(), card.about(),
            contacts.stream().anyMatch(contact -> contact.jid().equals(card.jid())));
    }

    Answer<RoomFound> rooms(Session viewer, Question question, int skip, int most) {
        return question.isOfSomebody() || !question.tags().isEmpty() ? new Answer<>(List.of(), false)
            : each(directory.rooms(viewer, question.words(), skip, most), room -> RoomFound.of(room, platform.views().context()));
    }

    Answer<CommunityFound> communities(Person viewer, Question question, int skip, int most) {
        return question.isOfSomebody() ? new Answer<>(List.of(), false)
            : each(directory.communities(viewer.jid().toString(), question.words(), question.tags(), skip, most), CommunityFound::of);
    }

    private static <A, B> Answer<B> each(Answer<A> answer, Function<A, B> shown) {
        return new Answer<>(answer.found().stream().map(shown).toList(), answer.more());
    }
}
