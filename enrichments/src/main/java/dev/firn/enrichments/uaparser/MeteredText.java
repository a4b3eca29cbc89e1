package dev.firn.enrichments.uaparser;

/**
 * A text that can be read only so often. Expressions that go back and forth read every character many times; this ends
 * them, after the same number of steps on every machine. Used by one thread, for one text.
 */
final class MeteredText implements CharSequence {

    private final String text;
    private final char[] characters;
    /** With ASCII letters in lower case. */
    private final String folded;

    private long left;

    /** @param reads how many characters may be read, again and again ones included */
    MeteredText(String text, long reads) {
        this.text = text;
        characters = text.toCharArray();
        folded = folded(characters);
        left = reads;
    }

    private static String folded(char[] characters) {
        char[] lower = characters.clone();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] = (char) (lower[i] | 0x20);
            }
        }
        return new String(lower);
    }

    /** The next place of a literal in lower case, whatever the case here; -1 when there is none. Costs no reads. */
    int indexOf(String literal, int from) {
        return folded.indexOf(literal, from);
    }

    /** @throws UsedUp when there were too many reads before */
    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new UsedUp();
        }
        return characters[index];
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
