package org.igniterealtime.openfire.plugin.fireside.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}, Host {2}: {3}")
    @CsvSource({
        // What each kind of asking looks like from a browser with Fetch Metadata.
        "same-origin, https://chat.example, chat.example, true",
        "same-origin, ,                     chat.example, true",
        "same-site,   https://www.example,  chat.example, false",
        "cross-site,  https://evil.test,    chat.example, false",
        "cross-site,  https://chat.example, chat.example, false",
        "none,        ,                     chat.example, false",
        "none,        https://chat.example, chat.example, false",
        "same-origin, https://evil.test,    chat.example, false",
        // Older browsers say the origin alone.
        ",            https://chat.example, chat.example, true",
        ",            https://evil.test,    chat.example, false",
        ",            null,                 chat.example, false",
        ",            ,                     chat.example, false",
        ",            https://chat.example, ,             false",
        // Default ports, said or not.
        ",            https://chat.example,     chat.example:443, true",
        ",            https://chat.example:443, chat.example,     true",
        ",            http://chat.example,      chat.example:80,  true",
        ",            http://chat.example:80,   chat.example,     true",
        ",            https://chat.example,     chat.example:80,  false",
        ",            http://chat.example,      chat.example:443, false",
        ",            http://chat.example:7070, chat.example:7070, true",
        ",            http://chat.example:7070, chat.example,     false",
        ",            http://chat.example:7070, chat.example:7443, false",
        // Names are the same in either case; a proxy ends TLS and passes the name on.
        ",            https://Chat.Example,     chat.EXAMPLE, true",
        ",            http://[2001:db8::1]:7070, [2001:db8::1]:7070, true",
        ",            http://[2001:db8::1],      [2001:db8::1]:80,   true",
        // A proxy that puts its own backend in place of the name is set up wrongly, and is not guessed about.
        "same-origin, https://chat.example,     127.0.0.1:7070, false",
    })
    void an_origin_is_ours_when_browser_and_host_agree(String site, String origin, String host, boolean ours) {
        assertEquals(ours, Origins.ours(request(site, origin, host)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https:", "://chat.example", "chat.example", "https://chat.example@evil.test",
        "https://evil.test@chat.example", "https://chat.example.evil.test", "https://chat.example\\.evil.test", "\u0000", " ",
        "https://chat.example, https://evil.test", "file://", "data:,", "javascript:alert(1)"})
    void a_hostile_origin_is_not_ours(String origin) {
        assertFalse(Origins.ours(request(null, origin, "chat.example")));
    }

    @Test
    void who_says_nothing_is_not_ours() {
        assertFalse(Origins.ours(request(null, null, null)));
    }

    private static HttpServletRequest request(String site, String origin, String host) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        put(headers, "Sec-Fetch-Site", site);
        put(headers, "Origin", origin);
        put(headers, "Host", host);
        return (HttpServletRequest) Proxy.newProxyInstance(OriginsTest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
                if (method.getName().equals("getHeader")) {
                    return headers.get((String) arguments[0]);
                }
                throw new UnsupportedOperationException(method.getName());
            });
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
