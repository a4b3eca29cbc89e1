package dev.firn.topology.expression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array in the expression language. A value of the language itself, because the interpreter walks through the
 * whole of any other list whenever it meets it. Read-only.
 */
@SuppressWarnings("Immutable") // nobody changes an item's content while it is evaluated
final class JsonList extends CelValue implements List<Object>, RandomAccess {

    private static final CelType TYPE = ListType.create(SimpleType.DYN);

    private final ArrayNode array;
    private final List<Object> elements;

    JsonList(ArrayNode array) {
        this.array = array;
        this.elements = new AbstractList<>() {
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
        };
    }

    ArrayNode array() {
        return array;
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public CelType celType() {
        return TYPE;
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return array.size();
    }

    @Override
    public boolean isEmpty() {
        return array.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> others) {
        return elements.containsAll(others);
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return elements.indexOf(element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return elements.lastIndexOf(element);
    }

    @Override
    public Iterator<Object> iterator() {
        return elements.iterator();
    }

    @Override
    public ListIterator<Object> listIterator() {
        return elements.listIterator();
    }

    @Override
    public ListIterator<Object> listIterator(int index) {
        return elements.listIterator(index);
    }

    @Override
    public List<Object> subList(int from, int to) {
        return elements.subList(from, to);
    }

    @Override
    public Object[] toArray() {
        return elements.toArray();
    }

    @Override
    public <T> T[] toArray(T[] into) {
        return elements.toArray(into);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return elements.equals(other instanceof JsonList list ? list.elements : other);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return elements.toString();
    }

    @Override
    public boolean add(Object element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(int index, Object element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean addAll(Collection<?> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean addAll(int index, Collection<?> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(@Nullable Object element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object remove(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean removeAll(Collection<?> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean retainAll(Collection<?> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object set(int index, Object element) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }
}
