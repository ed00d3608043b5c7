package org.igniterealtime.openfire.plugin.fireside.desk.account;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a person recognises a browser by, made of its User-Agent header. */
final class Device {
    private static final Map<String, String> BROWSERS = ordered("Edg", "Edge", "OPR", "Opera", "Firefox", "Firefox", "Chrome", "Chrome",
        "Safari", "Safari");
    private static final Map<String, String> SYSTEMS = ordered("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows",
        "Windows", "Mac OS X", "macOS", "CrOS", "ChromeOS", "Linux", "Linux");

    private Device() {
    }

    static String name(String agent) {
        if (agent == null || agent.isBlank()) {
            return "?";
        }
        String browser = first(BROWSERS, agent);
        String system = first(SYSTEMS, agent);
        if (browser.isEmpty()) {
            return agent.length() <= 40 ? agent : agent.substring(0, 40);
        }
        return system.isEmpty() ? browser : browser + ", " + system;
    }

    private static String first(Map<String, String> names, String agent) {
        return names.entrySet().stream().filter(each -> agent.contains(each.getKey())).map(Map.Entry::getValue).findFirst().orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
