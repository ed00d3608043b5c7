package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The established TCP connections of a process, from the operating system: Linux's {@code /proc}. */
public final class TcpTable {

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final String ESTABLISHED = "01";

    /** One end of a connection, as the process has it. */
    public record Connection(int localPort, int remotePort) {
    }

    private TcpTable() {
    }

    public static List<Connection> of(long pid) throws IOException {
        Set<String> inodes = inodes(pid);
        List<Connection> connections = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] words = line.trim().split("\\s+");
                if (words.length > 9 && words[3].equals(ESTABLISHED) && inodes.contains(words[9])) {
                    connections.add(new Connection(port(words[1]), port(words[2])));
                }
            }
        }
        return connections;
    }

    private static Set<String> inodes(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.map(TcpTable::target).map(SOCKET::matcher).filter(Matcher::matches)
                    .map(matcher -> matcher.group(1)).collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
