package dev.firn.topology.expression;

import dev.firn.topology.flow.Item;
import org.apache.kafka.streams.processor.api.Record;

/** A part of an expression that is evaluated without the interpreter, to the same value. Immutable. */
interface Node {

    /** What an expression comes to that cannot be evaluated. Instead of an exception, as it is an everyday value. */
    Object ERROR = new Object();

    /** A value as the interpreter knows it, or {@link #ERROR}. */
    Object eval(Record<?, ? extends Item> record);
}
