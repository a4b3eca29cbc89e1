package dev.firn.topology.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.firn.topology.flow.Item;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** A whole expression that the interpreter evaluates; names are looked up when it comes to them. */
record Interpreted(Program program, Map<String, Names.Name> names) implements Node {

    @Override
    public Object eval(Record<?, ? extends Item> record) {
        try {
            return program.eval(name -> {
                Names.Name known = names.get(name);
                return known == null
                        ? Optional.empty()
                        : Optional.of(known.reader().read(record));
            });
        } catch (CelEvaluationException notToBeEvaluated) {
            return ERROR;
        }
    }
}
