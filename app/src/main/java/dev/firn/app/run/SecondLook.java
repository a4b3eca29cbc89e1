package dev.firn.app.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the check before a start could not see, because internal topics were not there yet, or what was taken away since: to
 * be asked for once the streams run, and again when they have ended by themselves. Thread-safe.
 */
public final class SecondLook {

    private final Prepared prepared;
    private final Set<String> told = new HashSet<>();

    /** @param first what was told before the start */
    public SecondLook(Prepared prepared, TopicCheck first) {
        this.prepared = prepared;
        told.addAll(first.warnings());
        told.addAll(first.problems());
    }

    /** Asks the brokers; each sentence comes once. */
    public synchronized List<String> news() throws InterruptedException {
        TopicCheck now = prepared.checkTopics();
        List<String> news = new ArrayList<>(now.problems());
        news.addAll(now.warnings());
        news.removeIf(sentence -> !told.add(sentence));
        return news;
    }
}
