package dev.firn.topology.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link FirnDriver} for each test of a class, started before it and closed after it.
 *
 * <pre>{@code
 * @RegisterExtension
 * final FirnExtension firn = FirnExtension.builder().schema("/schemas/cart.json").build();
 *
 * @Test
 * void keepsTheShop() {
 *     firn.send(Payloads.pageView("https://shop.example/cart").appId("shop"));
 *
 *     assertThat(firn.good()).singleElement().hasColumn(APP_ID, "shop");
 * }
 * }</pre>
 *
 * <p>Not thread-safe; as an instance field it is right for tests that run in parallel too. Outside a test its methods
 * throw {@link IllegalStateException}.
 */
public final class FirnExtension implements BeforeEachCallback, AfterEachCallback {

    private final Settings settings;
    private @Nullable FirnDriver driver;

    private FirnExtension(Settings settings) {
        this.settings = settings;
    }

    public static FirnBuilder<FirnExtension> builder() {
        return new FirnBuilder<>(FirnExtension::new);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        driver = new FirnDriver(settings);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        FirnDriver used = driver;
        driver = null;
        if (used != null) {
            used.close();
        }
    }

    /** What drives the current test. */
    public FirnDriver driver() {
        FirnDriver current = driver;
        if (current == null) {
            throw new IllegalStateException("no test is running; is the field annotated with @RegisterExtension?");
        }
        return current;
    }

    /** See {@link FirnDriver#send}. */
    public void send(Payload... payloads) {
        driver().send(payloads);
    }

    /** See {@link FirnDriver#sendTo}. */
    public void sendTo(String topic, Payload... payloads) {
        driver().sendTo(topic, payloads);
    }

    /** See {@link FirnDriver#sendJson}. */
    public void sendJson(String topic, String text) {
        driver().sendJson(topic, text);
    }

    /** See {@link FirnDriver#sendFeature}. */
    public void sendFeature(String topic, String key, @Nullable String json) {
        driver().sendFeature(topic, key, json);
    }

    /** See {@link FirnDriver#output}. */
    public List<OutputRecord> output(String name) {
        return driver().output(name);
    }

    /** See {@link FirnDriver#duplicates}. */
    public EventRecords duplicates() {
        return driver().duplicates();
    }

    /** See {@link FirnDriver#good}. */
    public EventRecords good() {
        return driver().good();
    }

    /** See {@link FirnDriver#bad}. */
    public BadRecords bad() {
        return driver().bad();
    }

    /** See {@link FirnDriver#incomplete}. */
    public EventRecords incomplete() {
        return driver().incomplete();
    }

    /** See {@link FirnDriver#now}. */
    public Instant now() {
        return driver().now();
    }

    /** See {@link FirnDriver#advance}. */
    public void advance(Duration time) {
        driver().advance(time);
    }

    /** See {@link FirnDriver#advanceTo}. */
    public void advanceTo(Instant time) {
        driver().advanceTo(time);
    }

    /** See {@link FirnDriver#warnings}. */
    public List<String> warnings() {
        return driver().warnings();
    }

    /** See {@link FirnDriver#streams}. */
    public TopologyTestDriver streams() {
        return driver().streams();
    }
}
