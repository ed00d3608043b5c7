package org.igniterealtime.openfire.plugin.fireside.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be fetched; what may not be is in {@code hostile/fetch.txt}. */
class GuardTest {
    private final Guard guard = new Guard(Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255",
        "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2606:4700::1111", "2a00:1450::5efe:1.1.1.1", "3ffe::1", "64:ff9b::1.1.1.1"})
    void addresses_just_beside_those_are_everybodys(String address) throws Exception {
        assertTrue(guard.allows(InetAddress.getByName(address), 80));
        assertTrue(guard.allows(InetAddress.getByName(address), 443));
        assertFalse(guard.allows(InetAddress.getByName(address), 8080));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example/", "https://a.example/", "http://a.example:443/", "http://1.1.1.1/", "http://[2606:4700::1111]/", "http://4chan.example/",
        "http://a.0x.example/", "http://1.1.1.1.example/", "http://localhost.example/"})
    void addresses_of_the_web_may_be_looked_up(String url) {
        assertEquals(Optional.empty(), guard.refuses(WebAddress.of(url).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.1.1.1", "1.1.1", "1.1.1.1.1", "01.1.1.1", "1.1.1.08", "0x1.1.1.1", "a.0x7f", "a.1", "example.0"})
    void a_host_that_ends_in_a_number_is_one_and_written_as_all_read_it(String host) {
        assertEquals(Optional.of(Reason.HOST), guard.refuses(WebAddress.of("http://" + host + "/").orElseThrow()));
    }

    @Test
    void an_admin_may_allow_an_address_with_its_port_and_nothing_beside_it() throws Exception {
        // given
        InetAddress wiki = InetAddress.getByName("10.0.0.5");
        Guard guard = new Guard(Set.of(new InetSocketAddress(wiki, 8080)));

        // then
        assertTrue(guard.allows(wiki, 8080));
        assertEquals(Optional.empty(), guard.refuses(WebAddress.of("http://wiki.example:8080/").orElseThrow()));
        assertFalse(guard.allows(wiki, 80));
        assertFalse(guard.allows(InetAddress.getByName("10.0.0.6"), 8080));
        assertFalse(guard.allows(InetAddress.getByName("1.1.1.1"), 8080));
    }
}
