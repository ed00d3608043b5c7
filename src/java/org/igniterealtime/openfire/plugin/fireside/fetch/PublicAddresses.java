package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The addresses at which anybody on the internet may find a server (IANA's registries of special addresses, RFC 6890). */
final class PublicAddresses {
    private static final List<Range> NOT_IPV4 = ranges(
        "0.0.0.0/8",        // this network, RFC 791
        "10.0.0.0/8",       // private, RFC 1918
        "100.64.0.0/10",    // a carrier's, RFC 6598
        "127.0.0.0/8",      // loopback, RFC 1122
        "168.63.129.16/32", // the one metadata address among public ones: Azure's
        "169.254.0.0/16",   // link-local, RFC 3927, with most clouds' metadata
        "172.16.0.0/12",    // private, RFC 1918
        "192.0.0.0/24",     // protocols, RFC 6890, with Oracle's metadata
        "192.0.2.0/24",     // documentation, RFC 5737
        "192.88.99.0/24",   // 6to4 relays, RFC 7526
        "192.168.0.0/16",   // private, RFC 1918
        "198.18.0.0/15",    // benchmarks, RFC 2544
        "198.51.100.0/24",  // documentation, RFC 5737
        "203.0.113.0/24",   // documentation, RFC 5737
        "224.0.0.0/4",      // multicast, RFC 5771
        "240.0.0.0/4");     // reserved, RFC 1112, and broadcast

    // All others of IPv6 are not global unicast: loopback, unique-local, link-local, multicast, IPv4-compatible ones, ...
    private static final Range GLOBAL = Range.of("2000::/3");
    private static final List<Range> NOT_IPV6 = ranges(
        "2001::/23",        // protocols, RFC 2928, with Teredo and benchmarks
        "2001:db8::/32",    // documentation, RFC 3849
        "2002::/16",        // 6to4, RFC 3056
        "3fff::/20");       // documentation, RFC 9637

    // Where a network has IPv6 alone, an address of IPv4 looks like this (RFC 6052 §2.1).
    private static final Range NAT64 = Range.of("64:ff9b::/96");

    private PublicAddresses() {
    }

    static boolean include(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return NOT_IPV4.stream().noneMatch(range -> range.has(bytes));
        }
        if (NAT64.has(bytes)) {
            return include(tail(bytes));
        }
        return GLOBAL.has(bytes) && NOT_IPV6.stream().noneMatch(range -> range.has(bytes)) && (!isatap(bytes) || include(tail(bytes)));
    }

    // RFC 5214 §6.1: the other end of a tunnel to an address of IPv4.
    private static boolean isatap(byte[] bytes) {
        return (bytes[8] & 0xfc) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static InetAddress tail(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Range> ranges(String... texts) {
        return Arrays.stream(texts).map(Range::of).toList();
    }

    private record Range(byte[] prefix, int bits) {
        static Range of(String text) {
            String[] parts = text.split("/");
            try {
                return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        boolean has(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                if (((address[bit >> 3] ^ prefix[bit >> 3]) & 0x80 >> (bit & 7)) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
