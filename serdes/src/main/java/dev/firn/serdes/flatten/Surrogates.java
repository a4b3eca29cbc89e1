package dev.firn.serdes.flatten;

/** Halves of surrogate pairs without their other half: Java and JSON escapes can hold them, UTF-8 cannot. */
final class Surrogates {

    private Surrogates() {}

    static boolean areBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
