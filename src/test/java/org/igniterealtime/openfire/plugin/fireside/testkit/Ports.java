package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on at the moment, nor will soon: below those that the kernel gives to whoever connects somewhere, and none
 * twice in a run. Tests that run beside each other have odd ones and even ones.
 */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int MANY = 20_000;
    private static final int FORK = Integer.getInteger("surefire.forkNumber", 1) % 2;
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(MANY / 2));

    private Ports() {
    }

    /** A free TCP port of 127.0.0.1, and of all other addresses. */
    public static int free() {
        for (int tries = 0; tries < MANY / 2; tries++) {
            int port = FIRST + 2 * (NEXT.getAndIncrement() % (MANY / 2)) + FORK;
            if (isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)) && isFree(new InetSocketAddress(port))) {
                return port;
            }
        }
        throw new IllegalStateException("No port is free");
    }

    private static boolean isFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** A loopback address that nobody else has, for servers that look for each other at a fixed port. */
    public static String address() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(10, 250) + "." + random.nextInt(1, 250) + "." + random.nextInt(2, 250);
    }

    /** Whether somebody accepts connections there. */
    public static boolean open(String address, int port) {
        try (java.net.Socket socket = new java.net.Socket()) {
            socket.connect(new java.net.InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
