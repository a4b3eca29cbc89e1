package dev.firn.enrichments.javascript;

import static dev.firn.enrichments.javascript.Scripts.error;
import static dev.firn.enrichments.spi.EventFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Results;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script can do to its event what it likes, and nothing to anything else. */
class SandboxTest {

    private static final Map<String, String> SOME_CLASSES =
            Map.of("javascript.time-limit", "PT20S", "javascript.allowed-classes", "java.math.BigDecimal, java.time.*");

    private static final List<Enrichment> ENRICHMENTS = new ArrayList<>();

    @BeforeAll
    static void create() {
        String script = "function process(event) { eval(event.getPage_title()); event.setApp_id('escaped') }";
        ENRICHMENTS.add(Scripts.enrichment(script));
        ENRICHMENTS.add(Scripts.enrichment(script, "{}", SOME_CLASSES));
    }

    @AfterAll
    static void close() {
        ENRICHMENTS.forEach(Enrichment::close);
    }

    /** Each of these gives a Java class, an engine or a way out where there is no sandbox. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quit(3)",
                "exit(3)",
                "Function('return this')().quit(3)",
                "(0, eval)('quit(3)')",
                "java.lang.System.exit(3)",
                "Packages.java.lang.System.exit(3)",
                "Java.type('java.lang.System').exit(3)",
                "Java.extend(Java.type('java.lang.Runnable'))",
                "new JavaImporter(java.lang).System.exit(3)",
                "load('nashorn:mozilla_compat.js')",
                "load({name: 'x', script: '1'})",
                "loadWithNewGlobal('nashorn:parser.js')",
                "engine.eval('1')",
                "engine.factory.scriptEngine.eval('java.lang.System.exit(3)')",
                "this.engine.factory",
                "Function('return this.engine')().factory",
                "__noSuchProperty__('engine').factory",
                "Object.getPrototypeOf(Function('return this')()).__noSuchProperty__('engine').factory",
                "context.getWriter()",
                "context.setAttribute('x', 1, 100)",
                "delete Function('return this')().engine; engine.factory",
                "event.getClass().getName()",
                "event.class.classLoader",
                "event.eval('quit(3)')",
                "event.call()",
                "event.getMember('app_id')",
                "event.getApp_id.getClass().getName()",
                "'x'.getClass().forName('java.lang.System')",
                "'x'.class.forName('java.lang.System')",
                "'x'.class.static.valueOf(1)",
                "(1).getClass().getClassLoader().loadClass('java.lang.System')",
                "event.getTr_total().getClass().getMethods()",
                "event.getTr_total().class.newInstance()",
                "try { null.x } catch (e) { e.nashornException.class.classLoader }",
                "try { null.x } catch (e) { e.nashornException.getClass().getProtectionDomain() }",
                "try { var f = event.getApp_id; f() } catch (e) { e.getClass().getClassLoader() }",
                "try { var f = event.getApp_id; f() } catch (e) { e.getStackTrace()[0].getClass().forName('x') }",
                "process.class.classLoader.loadClass('x')",
                "process.getClass().getClassLoader()",
                "Object.bindProperties({}, event)",
                "Object.bindProperties({}, event.getTr_total()).getClass()",
                "Object.setIndexedPropertiesToExternalArrayData([], event)",
                "Error.dumpStack()",
                "new Error('x').printStackTrace()",
                "Java.to(['id'], 'java.lang.ProcessBuilder[]')",
                "new (Java.extend(java.time.Clock, {}))().getClass().getClassLoader()",
                "$EXEC('ls')",
                "$ENV.PATH.length",
                "readFully('/etc/passwd')",
                "readLine()",
            })
    void leadsNowhere(String escape) {
        EventView event = event().with(AtomicField.PAGE_TITLE, escape)
                .with(AtomicField.TR_TOTAL, new BigDecimal("1.5"))
                .view();
        for (Enrichment enrichment : ENRICHMENTS) {
            assertThat(error(enrichment.enrich(event)))
                    .startsWith("Error during execution of JavaScript function: [")
                    .containsPattern("ReferenceError|TypeError|ClassNotFoundException");
        }
    }

    @Test
    void readsNoFileAndAsksNoServer(@TempDir Path folder) throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("evil.js"), "var loaded = true;");
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            for (String place : new String[] {
                file.toString(),
                file.toUri().toString(),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/x.js"
            }) {
                // when
                EnrichmentResult result = Scripts.run("load('" + place + "')", event().view());

                // then
                assertThat(error(result)).contains("ReferenceError: \"load\" is not defined");
            }
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theTopLevelOfAScriptIsLockedInToo() {
        String script = "var found = [typeof quit, typeof load, typeof engine, typeof context, typeof Java].join();"
                + "function process(event) { event.setApp_id(found) }";
        try (Enrichment enrichment = Scripts.enrichment(script)) {
            assertThat(Results.columns(enrichment.enrich(event().view())))
                    .isEqualTo(Map.of(AtomicField.APP_ID, "undefined,undefined,undefined,undefined,undefined"));
        }
    }

    @Test
    void usesTheJavaClassesThatAreAllowed() {
        String body = "var B = Java.type('java.math.BigDecimal'); event.setTr_total(new B('2.50'));"
                + "event.setApp_id(java.time.LocalDate.of(2026, 1, 2).toString())";
        assertThat(Results.columns(Scripts.run(body, "{}", SOME_CLASSES, event().view())))
                .isEqualTo(Map.of(AtomicField.TR_TOTAL, new BigDecimal("2.50"), AtomicField.APP_ID, "2026-01-02"));
    }

    @Test
    void allowsClassesPackagesOrAll() {
        AllowedClasses some = new AllowedClasses(List.of("java.math.BigDecimal", "java.time.*"));
        assertThat(some.exposeToScripts("java.math.BigDecimal")).isTrue();
        assertThat(some.exposeToScripts("java.math.BigInteger")).isFalse();
        assertThat(some.exposeToScripts("java.time.Instant")).isTrue();
        assertThat(some.exposeToScripts("java.time.zone.ZoneRules")).isFalse();
        assertThat(new AllowedClasses(List.of("*")).exposeToScripts("java.lang.System"))
                .isTrue();
        assertThat(new AllowedClasses(List.of()).exposeToScripts("java.lang.String"))
                .isFalse();
    }
}
