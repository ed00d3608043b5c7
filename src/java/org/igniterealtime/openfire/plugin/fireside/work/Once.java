package org.igniterealtime.openfire.plugin.fireside.work;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One work at a time for each key: who asks for the same meanwhile waits for the same. */
public final class Once<T> {
    private final Map<String, CompletableFuture<T>> running = new ConcurrentHashMap<>();

    /** @param work not called when it is running already; throws nothing @return ends as the work does; nobody can end it for the others */
    public CompletionStage<T> ask(String key, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others = running.putIfAbsent(key, mine);
        if (others != null) {
            return others.minimalCompletionStage();
        }
        work.get().whenComplete((result, fault) -> {
            running.remove(key, mine);
            if (fault == null) {
                mine.complete(result);
            } else {
                mine.completeExceptionally(fault);
            }
        });
        return mine.minimalCompletionStage();
    }
}
