package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What flattening made of one document.
 *
 * @param records flat objects in their order: mostly one, or none if the document was rejected; more for a top-level array or
 *     exploded elements. Their values may be shared with the document, so neither is to be changed
 * @param rejections what was rejected and why; empty if all went well
 * @param tallies what happened on the way
 */
public record Flattened(List<ObjectNode> records, List<Rejection> rejections, Tallies tallies) {

    public Flattened {
        records = List.copyOf(records);
        rejections = List.copyOf(rejections);
    }
}
