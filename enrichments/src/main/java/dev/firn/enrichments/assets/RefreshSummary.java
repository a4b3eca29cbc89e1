package dev.firn.enrichments.assets;

/** How many assets a refresh loaded anew, found unchanged, and could not bring up to date. */
public record RefreshSummary(int loaded, int unchanged, int refused) {

    static final RefreshSummary NOTHING = new RefreshSummary(0, 0, 0);

    RefreshSummary plus(WatchedAsset.Result result) {
        return switch (result) {
            case LOADED -> new RefreshSummary(loaded + 1, unchanged, refused);
            case UNCHANGED -> new RefreshSummary(loaded, unchanged + 1, refused);
            case REFUSED -> new RefreshSummary(loaded, unchanged, refused + 1);
        };
    }
}
