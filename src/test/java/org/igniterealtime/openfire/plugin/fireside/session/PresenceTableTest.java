package org.igniterealtime.openfire.plugin.fireside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PresenceTableTest {
    private static final List<String> ORDER = List.of("chat", "online", "away", "dnd", "xa");

    private final PresenceTable table = new PresenceTable();

    @Test
    void the_most_available_resource_counts() {
        table.put("a@x", new Availability("phone", 5, "away", "", ""));
        table.put("a@x", new Availability("desk", 0, "online", "", ""));
        table.put("a@x", new Availability("web", 1, "online", "", ""));

        assertEquals("web", table.best("a@x").orElseThrow().resource());
    }

    @Test
    void a_resource_that_says_something_new_is_replaced() {
        table.put("a@x", new Availability("web", 0, "online", "one", ""));
        table.put("a@x", new Availability("web", 0, "dnd", "two", ""));

        assertEquals("two", table.best("a@x").orElseThrow().status());
        table.remove("a@x", "web");
        assertEquals(Optional.empty(), table.best("a@x"));
    }

    @Test
    void who_goes_without_a_resource_goes_with_all() {
        table.put("a@x", availability("1"));
        table.put("a@x", availability("2"));

        table.remove("a@x", null);
        table.remove("nobody@x", null);

        assertEquals(Optional.empty(), table.best("a@x"));
    }

    @Test
    void equal_presences_are_one_object() {
        table.put("a@x", availability("web"));
        table.put("b@x", availability(new String("web")));

        assertSame(table.best("a@x").orElseThrow(), table.best("b@x").orElseThrow());
    }

    @Test
    void a_stranger_cannot_fill_it_without_end() {
        for (int i = 0; i < 30_000; i++) {
            table.put("a" + i + "@x", availability("web"));
            table.put("a@x", availability("r" + i));
        }

        assertTrue(table.best("a4000@x").isPresent());
        assertEquals(Optional.empty(), table.best("a29000@x"));
    }

    @Test
    void those_who_have_gone_leave_room_for_others() {
        for (int i = 0; i < 200_000; i++) {
            table.put("a" + i + "@x", availability("web"));
            table.remove("a" + i + "@x", "web");
        }

        table.put("b@x", availability("web"));

        assertTrue(table.best("b@x").isPresent());
    }

    @Test
    void it_does_what_a_map_of_maps_would() {
        Random random = new Random(42);
        Map<String, Map<String, Availability>> model = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            // Clusters of growth and of shrinking, so that the table is rebuilt both ways.
            boolean growing = i / 5000 % 2 == 0;
            String bare = "p" + random.nextInt(3000) + "@x";
            String resource = "r" + random.nextInt(4);
            if (random.nextInt(10) < (growing ? 8 : 3)) {
                Availability some = new Availability(resource, random.nextInt(3), ORDER.get(random.nextInt(5)), "", "");
                table.put(bare, some);
                model.computeIfAbsent(bare, any -> new TreeMap<>()).put(resource, some);
            } else {
                boolean all = random.nextInt(4) == 0;
                table.remove(bare, all ? null : resource);
                Map<String, Availability> resources = model.getOrDefault(bare, new TreeMap<>());
                resources.remove(resource);
                if (all) {
                    resources.clear();
                }
            }
            assertLike(model, bare);
            assertLike(model, "p" + random.nextInt(3000) + "@x");
        }
        table.clear();
        model.keySet().forEach(bare -> assertEquals(Optional.empty(), table.best(bare)));
    }

    // Of several that are equally available any will do.
    private void assertLike(Map<String, Map<String, Availability>> model, String bare) {
        Map<String, Availability> resources = model.getOrDefault(bare, Map.of());
        Optional<Availability> best = table.best(bare);
        assertEquals(resources.isEmpty(), best.isEmpty(), bare);
        best.ifPresent(found -> {
            assertEquals(resources.get(found.resource()), found);
            assertTrue(resources.values().stream().noneMatch(each -> rank(each) < rank(found)), bare);
        });
    }

    private static int rank(Availability each) {
        return ORDER.indexOf(each.show()) * 10 - each.priority();
    }

    private static Availability availability(String resource) {
        return new Availability(resource, 0, "online", "", "");
    }
}
