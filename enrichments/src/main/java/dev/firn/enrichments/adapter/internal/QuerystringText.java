package dev.firn.enrichments.adapter.internal;

import dev.firn.serdes.payload.Parameters;
import java.util.StringJoiner;

/** A request's parameters in one text, for bad rows. */
public final class QuerystringText {

    private QuerystringText() {}

    /** {@code name=value} with {@code &} between, decoded; the value of one without is {@code null}. */
    public static String of(Parameters parameters) {
        StringJoiner joined = new StringJoiner("&");
        parameters.forEach((name, value) -> joined.add(name + "=" + value));
        return joined.toString();
    }
}
