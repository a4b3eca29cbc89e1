package dev.firn.app.endpoints;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.run.EnrichService;
import dev.firn.app.run.Standing;
import dev.firn.app.run.TaskState;

/** The tasks of an instance: what each reads, how far it is, what it keeps. */
final class Tasks {

    private Tasks() {}

    static ObjectNode json(EnrichService service) {
        Standing standing = service.standing();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("state", service.state())
                .put("paused", service.isPaused())
                .put("lookedAt", standing.at().toString())
                .put("brokersAnswer", standing.brokersSince() != null);
        ArrayNode stuck = json.putArray("stuck");
        standing.stuck().forEach(stuck::add);
        ArrayNode threads = json.putArray("threads");
        standing.threads()
                .forEach(
                        thread -> threads.addObject().put("name", thread.name()).put("state", thread.state()));
        ArrayNode tasks = json.putArray("tasks");
        standing.tasks().forEach(task -> tasks.add(task(task)));
        return json;
    }

    private static ObjectNode task(TaskState task) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("task", task.task())
                .put("role", task.active() ? "active" : "standby")
                .put("thread", task.thread());
        ArrayNode inputs = json.putArray("inputs");
        task.inputs().forEach(input -> inputs.addObject()
                .put("topic", input.topic())
                .put("partition", input.partition())
                .put("committed", input.committed())
                .put("end", input.end())
                .put("lag", input.lag()));
        ArrayNode stores = json.putArray("stores");
        task.stores().forEach(store -> stores.addObject()
                .put("store", store.name())
                .put("position", store.position())
                .put("end", store.end())
                .put("lag", store.lag()));
        return json;
    }
}
