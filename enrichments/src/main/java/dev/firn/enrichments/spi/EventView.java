package dev.firn.enrichments.spi;

import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.EventFields;
import dev.firn.serdes.payload.RawEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way, as an enrichment sees it: columns set so far, the request it came from, and what is parsed of it
 * once for all enrichments. Read-only, and valid only during the call.
 */
public interface EventView extends EventFields {

    /** The raw event: tracker parameters before any rule, headers, and the like. */
    RawEvent raw();

    /** The request's headers, split at the first colon, in request order; lines without a colon are left out. */
    List<Header> headers();

    /**
     * The decoded querystring of the page URL, the last duplicate winning and a missing value read as {@code ""}; null
     * when the event has no page URL.
     */
    @Nullable
    Map<String, String> pageQuery();

    /** The validated input contexts. */
    List<SelfDescribingJson> contexts();

    /** The validated self-describing event, if it is one. */
    @Nullable
    SelfDescribingJson unstructEvent();

    /** Contexts that earlier enrichments attached, in the order in which they will be written. */
    List<SelfDescribingJson> derivedContexts();

    /**
     * One request header.
     *
     * @param name as sent, untrimmed
     * @param value as sent, untrimmed
     */
    record Header(String name, String value) {}
}
