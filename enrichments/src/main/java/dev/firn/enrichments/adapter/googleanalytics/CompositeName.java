package dev.firn.enrichments.adapter.googleanalytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter's name with numbers in it, such as {@code il12pi42id}: the id ({@code ilpiid}) of product impression 42 of
 * list 12. It has up to three words and up to three numbers, in turn.
 *
 * @param value the words together: what the parameter's value is
 * @param indexes what each number counts, as {@code IF} and the words from its own to that of the last number
 */
record CompositeName(String value, List<Index> indexes) {

    static final String EXPECTATION = "composite field name has to conform to regex "
            + "(pr|promo|il|cd|cm|cg)(\\d+)([a-zA-Z]*)(\\d*)([a-zA-Z]*)(\\d*)$";

    private static final Set<String> FIRST_WORDS = Set.of("pr", "promo", "il", "cd", "cm", "cg");
    private static final int MOST_NUMBERS = 3;

    /** What a number counts, and the number. */
    record Index(String name, String number) {}

    /** Whether a name has to be one of these. */
    static boolean isMeant(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isDigit(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Null for a name of another shape. */
    static @Nullable CompositeName parse(String name) {
        List<String> words = new ArrayList<>(MOST_NUMBERS);
        List<String> numbers = new ArrayList<>(MOST_NUMBERS);
        int end = 0;
        while (end < name.length() && numbers.size() < MOST_NUMBERS) {
            int word = end;
            int number = skip(name, word, CompositeName::isLetter);
            end = skip(name, number, CompositeName::isDigit);
            if (number > word) {
                words.add(name.substring(word, number));
            }
            if (end > number) {
                numbers.add(name.substring(number, end));
            }
            if (end == word || words.isEmpty()) {
                return null;
            }
        }
        boolean conforms = end == name.length() && !numbers.isEmpty() && FIRST_WORDS.contains(words.get(0));
        return conforms ? new CompositeName(String.join("", words), indexes(words, numbers)) : null;
    }

    private static List<Index> indexes(List<String> words, List<String> numbers) {
        List<Index> indexes = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            String counted = String.join("", words.subList(i, numbers.size()));
            indexes.add(new Index(HitTables.INDEX + counted, numbers.get(i)));
        }
        return indexes;
    }

    private interface Kind {
        boolean has(char c);
    }

    private static int skip(String name, int start, Kind kind) {
        int i = start;
        while (i < name.length() && kind.has(name.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
