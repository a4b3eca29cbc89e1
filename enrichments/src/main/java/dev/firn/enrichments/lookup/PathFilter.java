package dev.firn.enrichments.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.Filter;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.Predicate;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;

/** Filters of paths, {@code [?(@.price < 10)]}, which Jayway's library reads and judges. */
final class PathFilter {

    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new Numbers())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    private PathFilter() {}

    /** @throws JsonPathException when this is no filter */
    static Predicate parse(String text) {
        return Filter.parse(text);
    }

    static boolean accepts(Predicate predicate, JsonNode item, JsonNode root) {
        try {
            return predicate.apply(new Candidate(item, root));
        } catch (JsonPathException | ClassCastException e) {
            return false; // values of kinds that cannot be compared
        }
    }

    /** Numbers of ours remember their spelling, which Jayway's library does not know how to compare. */
    private static final class Numbers extends JacksonJsonNodeJsonProvider {
        @Override
        public Object unwrap(Object o) {
            return o instanceof NumericNode number ? number.decimalValue() : super.unwrap(o);
        }
    }

    private record Candidate(Object item, Object root) implements Predicate.PredicateContext {

        @Override
        public <T> T item(Class<T> type) {
            return configuration().mappingProvider().map(item, type, configuration());
        }

        @Override
        public Configuration configuration() {
            return CONFIGURATION;
        }
    }
}
