package dev.firn.app.endpoints;

import dev.firn.app.http.Answer;
import dev.firn.app.http.Endpoint;
import dev.firn.app.http.Request;
import dev.firn.app.lineage.TopologyView;
import dev.firn.app.metrics.AppMetrics;
import dev.firn.app.metrics.MetricsPage;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be looked at: nothing here changes anything. */
public final class PublicEndpoints {

    /** A scrape walks through all numbers; who scrapes more often than that waits. */
    private static final int SCRAPES = 2;

    private static final int LOOKUPS = 2;

    private final RunState state;
    private final AppMetrics metrics;
    private @Nullable TopologyView view;

    private PublicEndpoints(RunState state, AppMetrics metrics) {
        this.state = state;
        this.metrics = metrics;
    }

    /** The table. */
    public static List<Endpoint> of(RunState state, AppMetrics metrics, InstantSource clock) {
        PublicEndpoints all = new PublicEndpoints(state, metrics);
        Info info = new Info(state, clock);
        return List.of(
                Endpoint.get("/health/startup", "200 once all is there", request -> Answer.of(state.startup())),
                Endpoint.get("/startup", "the same", request -> Answer.of(state.startup())),
                Endpoint.get("/health/live", "503 when a restart would help", request -> Answer.of(state.live())),
                Endpoint.get("/liveness", "the same", request -> Answer.of(state.live())),
                Endpoint.get("/health", "the same", request -> Answer.of(state.live())),
                Endpoint.get("/health/ready", "200 while events are processed", request -> Answer.of(state.ready())),
                Endpoint.get("/ready", "the same", request -> Answer.of(state.ready())),
                Endpoint.get("/metrics", "numbers, for Prometheus", all::scrape).atMost(SCRAPES),
                Endpoint.get("/info", "version, enrichments, data files", request -> Answer.json(200, info.json())),
                Endpoint.get("/tasks", "tasks, their lags and stores", request -> all.tasks()),
                Endpoint.get("/config", "effective configuration, no secrets", request -> all.config()),
                Endpoint.get("/topology", "?format=" + TopologyView.FORMATS + " &output=NAME", all::topology)
                        .atMost(SCRAPES),
                Endpoint.get(
                        "/iglu/unresolved", "schemas that events name in vain", all.prepared(IgluAnswers::unresolved)),
                Endpoint.get(
                                "/iglu/*",
                                "/iglu/VENDOR/NAME/FORMAT/VERSION: who has it",
                                all.prepared(IgluAnswers::lookup))
                        .atMost(LOOKUPS));
    }

    private Answer scrape(Request request) {
        MetricsPage page = metrics.scrape(request.accept());
        return Answer.of(page.contentType(), page.body());
    }

    private Answer tasks() {
        return state.service()
                .map(service -> Answer.json(200, Tasks.json(service)))
                .orElseGet(this::notYet);
    }

    private Answer config() {
        return Answer.json(200, state.report().effectiveJson());
    }

    private Answer topology(Request request) {
        return prepared((prepared, asked) -> {
                    TopologyView.Page page = view(prepared).page(asked.parameter("format"), asked.parameter("output"));
                    return Answer.of(page.contentType(), page.text().getBytes(StandardCharsets.UTF_8));
                })
                .apply(request);
    }

    /** Made when it is first asked for: it takes a second pipeline. */
    private synchronized TopologyView view(Prepared prepared) {
        if (view == null) {
            view = TopologyView.of(prepared);
        }
        return view;
    }

    private interface PreparedAnswer {
        Answer of(Prepared prepared, Request request);
    }

    private Function<Request, Answer> prepared(PreparedAnswer answer) {
        return request ->
                state.prepared().map(prepared -> answer.of(prepared, request)).orElseGet(this::notYet);
    }

    private Answer notYet() {
        return Answer.text(503, state.step());
    }
}
