package org.igniterealtime.openfire.plugin.fireside.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;

/** Notes what a page tells its owner. */
final class FakeOwner implements Page.Owner {
    final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    final List<Refusal> refusals = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger arrived = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();
    final AtomicInteger stale = new AtomicInteger();

    Page page() {
        Page page = new Page("p1", this, Locale.ENGLISH, new Place("chats", ""));
        page.endLoading("drawn");
        return page;
    }

    @Override
    public void called(Page page, Call call) {
        calls.add(call);
    }

    @Override
    public void malformed(Page page, String reference, Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void arrived(Page page) {
        arrived.incrementAndGet();
    }

    @Override
    public void left(Page page) {
        left.incrementAndGet();
    }

    @Override
    public void stale(Page page) {
        stale.incrementAndGet();
    }
}
