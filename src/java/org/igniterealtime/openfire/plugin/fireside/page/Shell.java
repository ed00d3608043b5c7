package org.igniterealtime.openfire.plugin.fireside.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.live.Call;
import org.igniterealtime.openfire.plugin.fireside.live.Page;
import org.igniterealtime.openfire.plugin.fireside.live.Patch;
import org.igniterealtime.openfire.plugin.fireside.live.Place;
import org.igniterealtime.openfire.plugin.fireside.session.Action;
import org.igniterealtime.openfire.plugin.fireside.session.Actions;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.session.Stage;
import org.igniterealtime.openfire.plugin.fireside.view.SafeHtml;
import org.igniterealtime.openfire.plugin.fireside.view.Views;

/**
 * Draws a place: as a whole document for the first load, as regions for a page that goes elsewhere or is too far behind.
 * The same templates do both. What happens while a place is read from the stores waits, and follows it.
 */
public final class Shell implements Stage {
    private static final String HOME = "feed";

    private final Views views;
    private final Nav nav;
    private final Map<String, PlaceView> places = new LinkedHashMap<>();
    private final Set<String> paneFirst = new HashSet<>();
    private final Map<String, BiConsumer<Session, Page>> inSight = new HashMap<>();
    private final Cache<Badge, Patch> badges = Caffeine.newBuilder().maximumSize(2_000).executor(Runnable::run).build();
    private volatile Faces faces;

    /** What a page shows, as the shell and the feature remember it. */
    private record Shown(String title, Object of) {
    }

    public Shell(Views views, Nav nav) {
        this.views = views;
        this.nav = nav;
    }

    /** @param section first segment of the places that the view shows */
    public void place(String section, PlaceView view) {
        places.put(section, view);
    }

    /** The same, where a phone shows the pane also while nothing is chosen in the list. */
    public void placeWithPane(String section, PlaceView view) {
        places.put(section, view);
        paneFirst.add(section);
    }

    /** What happens when somebody looks again at a page in a section, after it was behind others. Called in the session's mailbox. */
    public void inSight(String section, BiConsumer<Session, Page> then) {
        inSight.put(section, then);
    }

    public void faces(Faces known) {
        faces = known;
    }

    public void register(Actions actions) {
        actions.on("go", this::go);
        actions.on("page/visible", (session, page, call) -> {
            boolean before = page.visible();
            page.visible(call.field("visible").equals("true"));
            if (page.visible() && !before) {
                inSight.getOrDefault(page.place().section(), (person, place) -> { }).accept(session, page);
            }
            return Action.done();
        });
    }

    /** Whether there is such a place; what is in it is another question. */
    public boolean has(Place place) {
        return places.containsKey(place.section());
    }

    /** Where people land. */
    public Place home() {
        return new Place(HOME, "");
    }

    /** What the feature remembers of the page, when the page shows a place of its kind. */
    public static <T> Optional<T> shown(Page page, Class<T> kind) {
        return page.shown() instanceof Shown shown && kind.isInstance(shown.of()) ? Optional.of(kind.cast(shown.of())) : Optional.empty();
    }

    /**
     * Makes a change on each page that shows a place of a kind, or is going to: what happens while a page is being drawn must not
     * get lost between the reading and the drawing. Called in the session's mailbox.
     */
    public static <T> void each(Session session, Class<T> kind, BiConsumer<Page, T> change) {
        for (Page page : session.pages()) {
            page.whenDrawn(() -> shown(page, kind).ifPresent(showing -> change.accept(page, showing)));
        }
    }

    /** Whether a page shows a place of a kind, or may show one in a moment. */
    public static boolean mayShow(Session session, Class<?> kind) {
        return session.pages().stream().anyMatch(page -> page.loading() || shown(page, kind).isPresent());
    }

    // ---- documents

    /** The whole document of a new page. Called in the session's mailbox. */
    public CompletionStage<SafeHtml> document(Session session, Page page) {
        CompletableFuture<SafeHtml> document = new CompletableFuture<>();
        PlaceView view = places.get(page.place().section());
        session.then(session.data("draw", () -> view.read(session, page.place(), true)), (drawing, fault) -> {
            try {
                PlaceView.Drawn drawn = fault == null ? drawing.draw(page.locale(), null) : unreadable(page);
                document.complete(draw(session, page, drawn));
                if (page.drawing() == 0) {
                    page.endLoading(new Shown(drawn.title(), drawn.shown()));
                }
            } catch (RuntimeException bug) {
                document.completeExceptionally(bug);
            }
        });
        return document;
    }

    private SafeHtml draw(Session session, Page page, PlaceView.Drawn drawn) {
        Map<String, Object> model = new HashMap<>();
        model.put("page", new PageModel(page.id(), page.seq(), viewOf(page.place()), title(session.person(), drawn.title())));
        model.put("me", me(session.person()));
        model.put("nav", nav.items(session.person(), page.place(), page.locale()));
        model.put("list", drawn.list());
        model.put("pane", drawn.pane());
        model.put("styles", styles());
        model.put("scripts", scripts());
        return views.render("base/shell", page.locale(), model);
    }

    /** For the template. */
    public record PageModel(String id, long seq, String view, String title) {
    }

    /** The style sheets of a document, in their order: the base first. */
    public List<String> styles() {
        return views.assets().named(".css").stream().sorted(java.util.Comparator.comparing((String name) -> !name.equals("base/layers.css"))
            .thenComparing(name -> !name.startsWith("base/"))).map(views.assets()::url).toList();
    }

    /** The scripts of a document, all of them modules. */
    public List<String> scripts() {
        return views.assets().named(".js").stream().map(views.assets()::url).toList();
    }

    public Me me(Person person) {
        Face face = faces.own(person).with(person.preferences().show());
        return new Me(person.jid().toString(), person.username(), face, person.preferences().show(), person.preferences().status(),
            person.preferences().theme());
    }

    // ---- patches

    private CompletionStage<Optional<Refusal>> go(Session session, Page page, Call call) {
        String path = call.field("place");
        Place place = Place.of(path.startsWith(views.context() + "/") ? path.substring(views.context().length()) : path);
        if (!has(place)) {
            return Action.refused(Refusal.of(Refusal.Kind.MISSING, "problem.missing"));
        }
        boolean sameList = place.section().equals(page.place().section()) && !page.loading();
        return draw(session, page, place, !sameList);
    }

    @Override
    public void redraw(Session session, Page page) {
        page.restart();
        refreshRail(session, page);
        draw(session, page, has(page.place()) ? page.place() : home(), true);
    }

    /** Takes a page to a place. Called in the session's mailbox. */
    public void move(Session session, Page page, Place place) {
        draw(session, page, place, !place.section().equals(page.place().section()) || page.loading());
    }

    /** Draws the pane of a page again where it is, and its list too when asked. Called in the session's mailbox. */
    public void refresh(Session session, Page page, boolean withList) {
        if (!page.loading()) {
            draw(session, page, page.place(), withList);
        }
    }

    private CompletionStage<Optional<Refusal>> draw(Session session, Page page, Place place, boolean withList) {
        CompletableFuture<Optional<Refusal>> drawn = new CompletableFuture<>();
        Object before = !withList && page.shown() instanceof Shown shown ? shown.of() : null;
        int number = page.beginLoading(place);
        PlaceView view = places.get(place.section());
        session.then(session.data("draw", () -> view.read(session, place, withList)), (drawing, fault) -> {
            if (page.drawing() != number) {
                // Gone elsewhere meanwhile, or being drawn again.
                drawn.complete(Optional.empty());
                return;
            }
            try {
                patch(session, page, fault == null ? drawing.draw(page.locale(), before) : unreadable(page));
                drawn.complete(Optional.empty());
            } catch (RuntimeException bug) {
                // A page that stayed loading would hold back everything that comes.
                patch(session, page, unreadable(page));
                drawn.completeExceptionally(bug);
            }
        });
        return drawn;
    }

    private void patch(Session session, Page page, PlaceView.Drawn drawn) {
        if (drawn.list() != null) {
            page.draw(Patch.of("update", "list", drawn.list().html()));
        }
        page.draw(Patch.of("update", "pane", drawn.pane().html()));
        page.title(title(session.person(), drawn.title()));
        page.at(views.context() + page.place().path(), viewOf(page.place()));
        page.endLoading(new Shown(drawn.title(), drawn.shown()));
    }

    /** The counts of the rail and of the title have changed. Called in the session's mailbox. */
    public void recount(Session session) {
        session.show(page -> true, locale -> nav.items(session.person(), new Place("", ""), locale).stream().map(item -> badge(item, locale)).toList());
        for (Page page : session.pages()) {
            if (page.shown() instanceof Shown shown) {
                page.title(title(session.person(), shown.title()));
            }
        }
    }

    // Few different ones, drawn for everybody each time that something comes in.
    private Patch badge(Nav.Item item, Locale locale) {
        return badges.get(new Badge(item, locale), of -> Patch.of("update", "nav-" + item.id() + "-badge", views.render("base/nav-badge", locale, "item", item).html()));
    }

    private record Badge(Nav.Item item, Locale locale) {
    }

    private void refreshRail(Session session, Page page) {
        page.draw(Patch.of("replace", "rail", views.render("base/rail", page.locale(),
            Map.of("nav", nav.items(session.person(), page.place(), page.locale()), "me", me(session.person()))).html()));
    }

    /** The person's own presence or picture has changed. Called in the session's mailbox. */
    public void refreshMe(Session session) {
        for (Page page : session.pages()) {
            refreshRail(session, page);
            page.patch(Patch.of("replace", "me-head", views.render("account/head", page.locale(), "me", me(session.person())).html()));
        }
    }

    private String title(Person person, String title) {
        int waiting = nav.total(person);
        return (waiting > 0 ? "(" + waiting + ") " : "") + title + " \u00b7 Fireside";
    }

    private String viewOf(Place place) {
        return place.key().isEmpty() && !paneFirst.contains(place.section()) ? "list" : "pane";
    }

    private PlaceView.Drawn unreadable(Page page) {
        SafeHtml words = views.render("base/unreadable", page.locale(), Map.of("path", views.context() + page.place().path()));
        return new PlaceView.Drawn(SafeHtml.NONE, words, views.texts().of(page.locale(), "problem.outageTitle"), null);
    }

    @Override
    public String words(Refusal refusal, Locale locale) {
        return views.texts().of(locale, refusal.key(), refusal.arguments().toArray());
    }
}
