package dev.firn.k8s;

import java.util.List;

/** Ranges of versions as Strimzi's annotations write them: {@code v1}, {@code v1beta2}, {@code v1beta2-v1}, {@code v1+}, {@code all}. */
final class ApiVersions {

    private static final List<String> ORDER = List.of("v1alpha1", "v1beta1", "v1beta2", "v1");

    private ApiVersions() {}

    static boolean contain(String range, String version) {
        if (range.equals("all")) {
            return true;
        }
        int asked = ORDER.indexOf(version);
        if (range.endsWith("+")) {
            return asked >= index(range.substring(0, range.length() - 1));
        }
        int dash = range.indexOf('-');
        return dash < 0
                ? asked == index(range)
                : asked >= index(range.substring(0, dash)) && asked <= index(range.substring(dash + 1));
    }

    private static int index(String version) {
        int index = ORDER.indexOf(version);
        if (index < 0) {
            throw new IllegalArgumentException("no version of the API: " + version);
        }
        return index;
    }
}
