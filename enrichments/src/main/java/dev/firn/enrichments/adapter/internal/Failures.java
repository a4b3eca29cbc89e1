package dev.firn.enrichments.adapter.internal;

import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.serdes.badrow.FailureMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with one payload. Keeps the first {@value #MOST}: each may hold a whole table of schemas, and a megabyte of
 * {@code [0,0,0,…]} would otherwise become a bad row a thousand times its size. For one payload. Not thread-safe.
 */
public final class Failures {

    /** Of a bad row that may have a megabyte. */
    public static final int MOST = 256;

    private final List<FailureMessage> messages = new ArrayList<>(0);

    public void add(FailureMessage message) {
        if (messages.size() < MOST) {
            messages.add(message);
        }
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Only when there are some. */
    public AdapterResult rejection() {
        return new AdapterResult.Rejected(messages);
    }
}
