package dev.firn.topology.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionTest {

    private static final Record<byte[], Item> PURCHASE =
            Things.event(Things.purchase().build());
    private static final Record<byte[], Item> EMPTY =
            Things.event(EnrichedEvent.builder().build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            platform == 'web'                                           | true  | false | 0
            platform != 'web'                                           | false | true  | 0
            platform == null                                            | false | true  | 0
            platform != null && platform.startsWith('w')                | true  | false | 0
            platform.startsWith('w')                                    | true  | false | 1
            (platform.contains('eb') ? true : app_id == null)           | true  | false | 1
            !(platform == 'web')                                        | false | true  | 0
            !(platform.startsWith('x'))                                 | true  | false | 1
            platform in ['app', 'web']                                  | true  | false | 0
            !(platform in ['app', 'web'])                               | false | true  | 0
            br_name == null                                             | true  | true  | 0
            domain_sessionidx > 3                                       | true  | false | 1
            domain_sessionidx < 7.5                                     | true  | false | 1
            domain_sessionidx in [1, 7]                                 | true  | false | 0
            se_value > 10                                               | true  | false | 1
            se_value == 10.5                                            | true  | false | 0
            geo_latitude == 37.1                                        | true  | false | 0
            br_cookies                                                  | true  | false | 0
            br_cookies == true && dvce_ismobile == false                | true  | false | 0
            !dvce_ismobile                                              | true  | false | 1
            collector_tstamp >= timestamp('2024-05-06T07:08:09Z')       | true  | false | 1
            collector_tstamp == null                                    | false | true  | 0
            has(contexts.com_acme_user_1)                               | true  | false | 0
            has(contexts.com_acme_user_3)                               | false | false | 0
            has(unstruct_event.com_acme_add_to_cart_1)                  | true  | false | 0
            has(derived_contexts.com_acme_user_1)                       | false | false | 0
            'com_acme_user_2' in contexts                               | true  | false | 0
            size(contexts) == 2                                         | true  | false | 0
            contexts.com_acme_user_1[0].plan == 'gold'                  | true  | false | 1
            contexts.com_acme_user_1[1].plan == 'free'                  | true  | false | 1
            contexts.com_acme_user_1[2].plan == 'free'                  | false | false | 2
            contexts.com_acme_user_1[0].tags[1] == 'b'                  | true  | false | 1
            contexts.com_acme_user_1[0].nothing == null                 | true  | false | 1
            contexts.com_acme_user_1[0].none.at.all == null             | true  | false | 1
            contexts['com_acme_user_2'][0]['plan'] == 'new'             | true  | false | 1
            contexts.com_acme_user_1.exists(u, u.plan == 'free')        | true  | false | 1
            has(contexts.com_acme_user_1) && contexts.com_acme_user_1.size() == 2 | true | false | 0
            unstruct_event.com_acme_add_to_cart_1.price > 12            | true  | false | 1
            unstruct_event.com_acme_add_to_cart_1.quantity == 2         | true  | false | 0
            unstruct_event.com_acme_add_to_cart_1.sku == 'A-1'          | true  | false | 0
            unstruct_event.com_acme_add_to_cart_1.sku.matches('^A-[0-9]$') | true | false | 1
            has(unstruct_event.com_acme_add_to_cart_1.sku)              | true  | false | 0
            headers['source'] == 'mobile'                               | true  | true  | 0
            headers.source == 'mobile'                                  | true  | true  | 0
            headers['none'] == 'mobile'                                 | false | false | 2
            headers.none == 'mobile'                                    | false | false | 0
            !('none' in headers) && 'source' in headers                 | true  | true  | 0
            has(headers.none)                                           | false | false | 0
            timestamp == timestamp('2024-05-06T07:08:09.010Z')          | true  | true  | 0
            timestamp.getHours('Asia/Seoul') == 16                      | true  | true  | 0
            origin.topic == 'collector' && origin.offset == 42          | true  | true  | 0
            origin.partition == 3 && origin.index == 1                  | true  | true  | 0
            stream == 'good'                                            | true  | true  | 0
            platform.upperAscii() == 'WEB'                              | true  | false | 1
            sets.contains(['web', 'app'], [platform])                   | true  | false | 0
            br_cookies ? app_id == 'shop' : true                        | true  | false | 1
            """)
    void filtersMatchEvents(String text, boolean purchase, boolean empty, int failures) {
        for (boolean shortcut : new boolean[] {true, false}) {
            Expression filter = Expression.compile(text, Scope.EVENT, Type.BOOLEAN, shortcut);

            assertThat(filter.isTrue(PURCHASE)).isEqualTo(purchase);
            assertThat(filter.isTrue(EMPTY)).isEqualTo(empty);
            assertThat(filter.failures()).isEqualTo(failures);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            app_id                                              | shop                     | "shop"
            domain_sessionidx                                   | 7                        | 7
            se_value                                            | 10.5                     | 10.5
            br_cookies                                          | true                     | true
            collector_tstamp                                    | 2024-05-06T07:08:09.000Z | "2024-05-06T07:08:09.000Z"
            timestamp                                           | 2024-05-06T07:08:09.010Z | "2024-05-06T07:08:09.010Z"
            app_id + '-' + platform                             | shop-web                 | "shop-web"
            br_name                                             |                          |
            txn_id                                              |                          |
            app_id + br_name                                    |                          |
            1000000.0 * 1000000000.0 * 1000000000.0             | 1000000000000000000000000 | 1.0E24
            domain_sessionidx + 1                               | 8                        | 8
            unstruct_event.com_acme_add_to_cart_1.id            | 9007199254740993         | 9007199254740993
            unstruct_event.com_acme_add_to_cart_1.big           | 123456789012345678901234567890 | 123456789012345678901234567890
            unstruct_event.com_acme_add_to_cart_1.price         | 12.5                     | 12.5
            contexts.com_acme_user_1[0].age                     | 30                       | 30
            contexts.com_acme_user_1[0].age / 0                 |                          |
            base64.encode(b'ab')                                | YWI=                     | "YWI="
            b'ab'                                               | YWI=                     | "YWI="
            5u                                                  | 5                        | 5
            duration('90s')                                     | PT1M30S                  | "PT1M30S"
            string(domain_sessionidx) + 'x'                     | 7x                       | "7x"
            """)
    void valuesHaveATextAndAJsonForm(String text, String asText, String asJson) {
        for (boolean shortcut : new boolean[] {true, false}) {
            Expression value = Expression.compile(text, Scope.EVENT, Type.TEXT, shortcut);

            if (shortcut || !text.endsWith(".big")) { // the interpreter knows no bigger numbers than doubles
                assertThat(value.text(PURCHASE)).isEqualTo(asText);
                assertThat(Objects.toString(value.json(PURCHASE), null)).isEqualTo(asJson);
            }
        }
    }

    @Test
    void listsAndMapsAreJsonAndHaveNoText() {
        Expression tags = Expression.compile("contexts.com_acme_user_1[0].tags", Scope.EVENT, Type.ANY);
        Expression made = Expression.compile(
                "{'plans': contexts.com_acme_user_1.map(u, u.plan), 'at': timestamp, 'n': 1.5, 'no': txn_id}",
                Scope.EVENT,
                Type.ANY);
        Expression asText = Expression.compile("contexts.com_acme_user_1[0].tags", Scope.EVENT, Type.TEXT);

        assertThat(tags.json(PURCHASE)).isEqualTo(Things.parse("[\"a\",\"b\"]"));
        assertThat(tags.value(PURCHASE)).isEqualTo(Things.parse("[\"a\",\"b\"]"));
        assertThat(made.json(PURCHASE))
                .hasToString(
                        "{\"plans\":[\"gold\",\"free\"],\"at\":\"2024-05-06T07:08:09.010Z\",\"n\":1.5,\"no\":null}");
        assertThat(asText.text(PURCHASE)).isNull();
        assertThat(asText.failures()).isOne();
    }

    @Test
    void valuesAreJavas() {
        assertThat(Expression.compile("collector_tstamp", Scope.EVENT, Type.TIMESTAMP)
                        .value(PURCHASE))
                .isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
        assertThat(Expression.compile("se_value", Scope.EVENT, Type.NUMBER).value(PURCHASE))
                .isEqualTo(10.5);
        assertThat(Expression.compile("domain_sessionidx", Scope.EVENT, Type.NUMBER)
                        .value(PURCHASE))
                .isEqualTo(7L);
        assertThat(Expression.compile("txn_id", Scope.EVENT, Type.NUMBER).value(PURCHASE))
                .isNull();
    }

    @Test
    void whatComesOutOfJsonIsOfTheWantedTypeOrNothing() {
        Record<byte[], Item> record = Things.json("{\"a\":\"x\",\"n\":1}");

        Expression number = Expression.compile("record.a", Scope.JSON, Type.NUMBER);
        Expression condition = Expression.compile("record.n", Scope.JSON, Type.BOOLEAN);

        assertThat(number.value(record)).isNull();
        assertThat(condition.isTrue(record)).isFalse();
        assertThat(number.failures() + condition.failures()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            record.platform == 'ios'                            | true
            record.none == 'ios'                                | false
            record.none != 'ios'                                | true
            record.none.deeper == 'ios'                         | false
            has(record.none.deeper)                             | false
            has(record.platform)                                | true
            has(record.nothing)                                 | true
            record.nothing == null                              | true
            record['a-b'] == 1                                  | true
            record.`a-b` == 1                                   | true
            !('none' in record)                                 | true
            record.`no-ne` == null                              | true
            'platform' in record                                | true
            record.items[0].id == 5                             | true
            record.items.all(i, i.id > 4)                       | true
            record.items.map(i, i.id) == [5, 6]                 | true
            record.inner == {'x': 1, 'y': 'z'}                  | true
            record.inner == record.inner                        | true
            record.inner == record.items                        | false
            size(record.inner) == 2                             | true
            record.inner.exists(k, k == 'y')                    | true
            record.flag                                         | true
            double(record.text) > 1.0                           | true
            stream == 'json.ads'                                | true
            """)
    void filtersMatchJson(String text, boolean matches) {
        Record<byte[], Item> record =
                Things.json("{\"platform\":\"ios\",\"nothing\":null,\"a-b\":1,\"items\":[{\"id\":5},"
                        + "{\"id\":6}],\"inner\":{\"x\":1,\"y\":\"z\"},\"flag\":true,\"text\":\"1.5\"}");

        for (boolean shortcut : new boolean[] {true, false}) {
            Expression filter = Expression.compile(text, Scope.JSON, Type.BOOLEAN, shortcut);
            assertThat(filter.isTrue(record)).isEqualTo(matches);
            assertThat(filter.failures()).isZero();
        }
    }

    @Test
    void filtersMatchBadRowsAndPayloads() {
        Record<byte[], Item> bad = Things.bad("boom");

        assertThat(isTrue("type == 'generic_error'", Scope.BAD, bad)).isTrue();
        assertThat(isTrue("type in ['schema_violations']", Scope.BAD, bad)).isFalse();
        assertThat(isTrue("schema.endsWith('/1-0-0')", Scope.BAD, bad)).isTrue();
        assertThat(isTrue("bad.data.failure.errors[0] == 'boom'", Scope.BAD, bad))
                .isTrue();
        assertThat(isTrue("bad.data.payload.raw.vendor == 'x'", Scope.BAD, bad)).isFalse();
        assertThat(isTrue("size == 3 && stream == 'raw'", Scope.RAW, Things.raw(new byte[3])))
                .isTrue();
    }

    private static boolean isTrue(String text, Scope scope, Record<byte[], Item> record) {
        return Expression.compile(text, scope, Type.BOOLEAN).isTrue(record);
    }

    @Test
    void itemsOfAnotherScopeDoNotMatch() {
        Expression filter = Expression.compile("app_id != 'x'", Scope.EVENT, Type.BOOLEAN);

        assertThat(filter.isTrue(Things.bad("boom"))).isFalse();
        assertThat(filter.failures()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            plattform == 'web'              | line 1, column 1: undeclared reference 'plattform', did you mean 'platform'?
            app_id == 'x' && geo_contry=='' | line 1, column 18: undeclared reference 'geo_contry', did you mean 'geo_country'?
            origin.offst == 1               | line 1, column 1: undeclared reference 'origin', did you mean 'origin.index'?
            record.a == 1                   | line 1, column 1: undeclared reference 'record'
            platform ==                     | line 1, column 12: mismatched input '<EOF>'
            platform = 'web'                | line 1, column 10: token recognition error
            platform == 7                   | line 1, column 10: found no matching overload for '_==_'
            platform + 1                    | line 1, column 10: found no matching overload for '_+_'
            platform.matches('[')           | line 1, column 18: Regex validation failed
            timestamp('yesterday')          | line 1, column 11: timestamp validation failed
            platform                        | is string, expected a condition
            nosuch(platform)                | line 1, column 7: undeclared reference 'nosuch'
            """)
    void mistakesAreFoundWhenCompiling(String text, String reason) {
        assertThatThrownBy(() -> Expression.compile(text, Scope.EVENT, Type.BOOLEAN))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("expression '" + text + "': ")
                .hasMessageContaining(reason);
    }

    @Test
    void mistakesAreFoundForEveryType() {
        assertThatThrownBy(() -> Expression.compile("contexts", Scope.EVENT, Type.TEXT))
                .hasMessage("expression 'contexts': is map, expected a text");
        assertThatThrownBy(() -> Expression.compile("app_id", Scope.EVENT, Type.NUMBER))
                .hasMessageEndingWith("expected a number");
        assertThatThrownBy(() -> Expression.compile("app_id", Scope.EVENT, Type.TIMESTAMP))
                .hasMessageEndingWith("expected a timestamp");
        assertThatThrownBy(() -> Expression.compile("", Scope.EVENT, Type.ANY)).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(
                        () -> Expression.compile("((((".repeat(100) + "1" + "))))".repeat(100), Scope.EVENT, Type.ANY))
                .isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> Expression.compile("'" + "x".repeat(30_000) + "' == app_id", Scope.EVENT, Type.ANY))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("...");
    }

    @Test
    void tellsWhichNamesItReads() {
        Expression expression = Expression.compile(
                "platform == 'web' && contexts.com_acme_user_1.exists(u, u.age > txn_id) && origin.topic != app_id",
                Scope.EVENT,
                Type.BOOLEAN);

        assertThat(expression.columns()).containsExactly("app_id", "contexts", "origin.topic", "platform", "txn_id");
        assertThat(expression.source()).startsWith("platform ==");
    }

    @ParameterizedTest
    @EnumSource(StreamId.Kind.class)
    void everyKindOfStreamHasAScope(StreamId.Kind kind) {
        assertThat(Scope.of(kind)).isNotNull();
    }

    @Test
    void hostileItemsCostLittle() {
        Record<byte[], Item> wide = Things.json("{\"a\":[" + "1,".repeat(50_000) + "1]}");
        Record<byte[], Item> deep = Things.json("{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}");
        Record<byte[], Item> text = Things.json("{\"a\":\"" + "a".repeat(100_000) + "!\"}");
        List<Expression> all = new ArrayList<>();
        for (String one : List.of(
                "record.a.all(x, record.a.all(y, x == y))",
                "record.a == record.a",
                "record.a.matches('^(a+)+$')",
                "size(record.a) > 5",
                "record.a.map(x, record.a) == []")) {
            all.add(Expression.compile(one, Scope.JSON, Type.BOOLEAN));
        }

        long start = System.nanoTime();
        for (Record<byte[], Item> record : List.of(wide, deep, text)) {
            all.forEach(expression -> expression.isTrue(record));
        }

        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void threadsShareIt() throws Exception {
        Expression filter =
                Expression.compile("contexts.com_acme_user_1.exists(u, u.plan == 'free')", Scope.EVENT, Type.BOOLEAN);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> work = () -> {
                int matches = 0;
                for (int i = 0; i < 1000; i++) {
                    matches += filter.isTrue(i % 2 == 0 ? PURCHASE : EMPTY) ? 1 : 0;
                }
                return matches;
            };
            for (Future<Integer> done : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(done.get()).isEqualTo(500);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(filter.failures()).isEqualTo(2000);
    }
}
