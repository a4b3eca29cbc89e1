package dev.firn.topology.adjoin;

/** What an ad event tells of. The order is the one in which they happen. */
public enum AdKind {
    /** An ad was shown. */
    IMPRESSION,
    /** It was clicked. */
    CLICK,
    /** What it was shown for came about: an order, a sign-up. */
    CONVERSION;

    private static final AdKind[] ALL = values();

    static AdKind at(int ordinal) {
        return ALL[ordinal];
    }
}
