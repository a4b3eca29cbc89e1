package dev.firn.topology.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Other names would lose the state of a running application. */
class FeatureNamesTest {

    @Test
    void ofAPartitionedJoinThatWaits() {
        FeatureJoin join = FeatureRun.join().partitioned().waiting(Wait.upTo(Duration.ofSeconds(1)));

        assertThat(names(join))
                .containsExactly(
                        "firn-features-users-changes",
                        "firn-features-users-join",
                        "firn-features-users-key",
                        "firn-features-users-leaving",
                        "firn-features-users-left",
                        "firn-features-users-lookup",
                        "firn-features-users-meeting",
                        "firn-features-users-news",
                        "firn-features-users-outputs",
                        "firn-features-users-read",
                        "firn-features-users-repartition-filter",
                        "firn-features-users-repartition-sink",
                        "firn-features-users-repartition-source",
                        "firn-features-users-source",
                        "firn-features-users-staying",
                        "firn-features-users-table",
                        "items",
                        "out");
        assertThat(described(join))
                .contains("(topic: firn-features-users-repartition)")
                .contains("firn-features-users-join (stores: [firn-features-users-waiting])");
    }

    @Test
    void ofAGlobalJoin() {
        assertThat(described(FeatureRun.join().global())).contains("[firn-features-users]", "firn-features-users-join");
    }

    private static Set<String> names(FeatureJoin join) {
        Set<String> names = new TreeSet<>();
        Matcher node = Pattern.compile("(Source|Processor|Sink): (\\S+)").matcher(described(join));
        while (node.find()) {
            names.add(node.group(2));
        }
        return names;
    }

    private static String described(FeatureJoin join) {
        return FeatureRun.topology(join).describe().toString();
    }
}
