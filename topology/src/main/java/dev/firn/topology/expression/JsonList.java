package dev.firn.topology.expression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.AbstractList;
import java.util.RandomAccess;

/** A JSON array in the expression language. */
final class JsonList extends AbstractList<Object> implements RandomAccess {

    private final ArrayNode array;

    JsonList(ArrayNode array) {
        this.array = array;
    }

    ArrayNode array() {
        return array;
    }

    @Override
    public Object get(int index) {
        if (index < 0 || index >= array.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        return JsonValues.toCel(array.get(index));
    }

    @Override
    public int size() {
        return array.size();
    }
}
