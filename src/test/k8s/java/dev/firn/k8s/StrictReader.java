package dev.firn.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.strimzi.crdgenerator.annotations.PresentInVersions;
import java.util.List;

/**
 * Trees to the classes of the real API. Unknown fields are refused, where those classes would keep them aside; so are numbers
 * and truth values where a text has to stand, and fields that only an older version of Strimzi's API has.
 */
final class StrictReader {

    private static final String STRIMZI = "v1";

    private static final ObjectMapper MAPPER = mapper();

    private StrictReader() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .annotationIntrospector(new Strict())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    /** Takes away what lets models swallow anything, and what the version in use does not have. */
    private static final class Strict extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            PresentInVersions present = member.getAnnotation(PresentInVersions.class);
            return super.hasIgnoreMarker(member) || present != null && !ApiVersions.contain(present.value(), STRIMZI);
        }
    }

    /**
     * The model of a whole manifest.
     *
     * @throws IllegalArgumentException with the path of what is wrong
     */
    static Object read(JsonNode manifest) {
        return read(manifest, Kinds.model(manifest));
    }

    static <T> T read(JsonNode tree, Class<T> model) {
        try {
            return MAPPER.treeToValue(tree, model);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A patch is a part of its kind; the orders to Kustomize in it are not. */
    static void readPatch(JsonNode patch) {
        ObjectNode part = patch.deepCopy();
        part.remove("$patch");
        read(part);
    }
}
