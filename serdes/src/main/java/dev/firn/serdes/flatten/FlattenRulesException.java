package dev.firn.serdes.flatten;

/** Rules that cannot be used; the message names key, value and what was expected. */
public final class FlattenRulesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    private final String key;
    private final String problem;

    /** @param key as it is written in rules, such as {@code rename.max-length} */
    public FlattenRulesException(String key, Object value, String expectation) {
        this(key, "is " + shown(String.valueOf(value)) + ", expected " + expectation);
    }

    private FlattenRulesException(String key, String problem) {
        super("flatten: " + key + ' ' + problem);
        this.key = key;
        this.problem = problem;
    }

    /** The same problem, of a key further down. */
    FlattenRulesException at(String path) {
        return new FlattenRulesException(path, problem);
    }

    /** The key that is wrong, from the top of the rules. */
    public String key() {
        return key;
    }

    static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new FlattenRulesException(key, value, "an integer from " + least + " to " + most);
        }
    }

    private static String shown(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }
}
