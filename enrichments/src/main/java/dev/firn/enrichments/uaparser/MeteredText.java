package dev.firn.enrichments.uaparser;

/**
 * A text that can be read only so often. Expressions that go back and forth read every character many times; this ends
 * them, after the same number of steps on every machine. Used by one thread, for one text.
 */
final class MeteredText implements CharSequence {

    private final String text;
    private final char[] characters;
    private long left;

    /** @param reads how many characters may be read, again and again ones included */
    MeteredText(String text, long reads) {
        this.text = text;
        characters = text.toCharArray();
        left = reads;
    }

    /** @throws UsedUp when there were too many reads before */
    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new UsedUp();
        }
        return characters[index];
    }

    long left() {
        return left;
    }

    @Override
    public int length() {
        return characters.length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The text cannot be read any more. */
    static final class UsedUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsedUp() {
            super("too many steps", null, false, false);
        }
    }
}
