package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections there may be, in all and to one address, whatever names lead there. */
final class Doors {
    private final int each;
    private final int all;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int opened;

    Doors(int each, int all) {
        this.each = each;
        this.all = all;
    }

    /** Waits until there may be one more. */
    synchronized void enter(InetAddress address, Deadline deadline) throws Stopped {
        while (opened >= all || open.getOrDefault(address, 0) >= each) {
            try {
                wait(deadline.left());
            } catch (Stopped late) {
                throw new Stopped(Reason.BUSY);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                throw new Stopped(Reason.BUSY);
            }
        }
        opened++;
        open.merge(address, 1, Integer::sum);
    }

    synchronized void leave(InetAddress address) {
        opened--;
        open.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }
}
