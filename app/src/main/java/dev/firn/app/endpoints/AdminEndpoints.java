package dev.firn.app.endpoints;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.http.Answer;
import dev.firn.app.http.Endpoint;
import dev.firn.app.http.Request;
import dev.firn.app.run.EnrichService;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.RunState;
import dev.firn.enrichments.assets.RefreshSummary;
import dev.firn.registry.IgluClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be done to a running process. */
public final class AdminEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoints.class);
    /** Data files may be large, and their places slow. */
    private static final Duration REFRESH_LIMIT = Duration.ofMinutes(5);

    private final RunState state;

    private AdminEndpoints(RunState state) {
        this.state = state;
    }

    /** The table. */
    public static List<Endpoint> of(RunState state) {
        AdminEndpoints all = new AdminEndpoints(state);
        return List.of(
                Endpoint.post(
                                "/admin/assets/refresh",
                                "looks for newer data files",
                                all.prepared(AdminEndpoints::refresh))
                        .within(REFRESH_LIMIT),
                Endpoint.post(
                        "/admin/iglu/invalidate", "asks registries anew", all.prepared(AdminEndpoints::invalidate)),
                Endpoint.post("/admin/loglevel", "?logger=NAME &level=" + LogLevels.WORDS, LogLevels::set),
                Endpoint.post("/admin/pause", "takes no more records", all.running(EnrichService::pause)),
                Endpoint.post("/admin/resume", "goes on", all.running(EnrichService::resume)));
    }

    private static Answer refresh(Prepared prepared) {
        RefreshSummary summary = prepared.assembly().refreshAssets();
        LOG.info("data files looked at by an operator: {}", summary);
        return Answer.json(
                200,
                object().put("loaded", summary.loaded())
                        .put("unchanged", summary.unchanged())
                        .put("refused", summary.refused()));
    }

    private static Answer invalidate(Prepared prepared) {
        IgluClient iglu = prepared.assembly().iglu();
        if (iglu != null) {
            iglu.invalidate();
        }
        LOG.info("schemas made to be asked for anew by an operator");
        return Answer.json(200, object().put("invalidated", iglu != null));
    }

    private Function<Request, Answer> prepared(Function<Prepared, Answer> action) {
        return request -> state.prepared().map(action).orElseGet(this::notYet);
    }

    private interface Deed {
        void to(EnrichService service);
    }

    private Function<Request, Answer> running(Deed deed) {
        return request -> state.service()
                .map(service -> {
                    deed.to(service);
                    return Answer.json(200, object().put("paused", service.isPaused()));
                })
                .orElseGet(this::notYet);
    }

    private Answer notYet() {
        return Answer.text(503, state.step());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
