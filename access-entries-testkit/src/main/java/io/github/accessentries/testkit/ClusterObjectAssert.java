package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.internal.question.Misspellings;
import io.github.accessentries.testkit.internal.kubernetes.object.JsonPlace;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on an object in a cluster, as it was when they began. Its parts are named by JSON pointers (RFC 6901):
 * {@code /data/color}, {@code /spec/containers/0/image}, {@code /metadata/labels/app.kubernetes.io~1name}. Not thread-safe.
 */
public final class ClusterObjectAssert extends AbstractAssert<ClusterObjectAssert, AccessRequest> {

    private final FakeCluster cluster;
    private final Optional<JsonElement> object;

    ClusterObjectAssert(FakeCluster cluster, AccessRequest get, Optional<JsonElement> object) {
        super(get, ClusterObjectAssert.class);
        this.cluster = cluster;
        this.object = object;
        if (object.isEmpty()) {
            new Misspellings(Set.of()).in(get).ifPresent(mistake -> {
                throw failed("to be one that can be there", mistake);
            });
        }
    }

    /**
     * Verifies that there is such an object, as every other assertion except {@link #doesNotExist()} does.
     *
     * @return this
     */
    public ClusterObjectAssert exists() {
        require("to exist");
        return this;
    }

    /**
     * Verifies that there is no such object.
     *
     * @return this
     */
    public ClusterObjectAssert doesNotExist() {
        if (object.isPresent()) {
            throw failed("not to exist", "it does");
        }
        return this;
    }

    /**
     * Verifies a part of it.
     *
     * @param pointer which part
     * @param value the text, number or truth value that it must be
     * @return this
     */
    public ClusterObjectAssert has(String pointer, Object value) {
        requireNonNull(pointer, "pointer");
        requireNonNull(value, "value");
        JsonPlace place = JsonPlace.of(pointer);
        String expected = "to have " + value + " at " + pointer;
        Optional<JsonElement> found = place.in(require(expected));
        if (found.filter(part -> isValue(part, value)).isEmpty()) {
            throw failed(expected, found.map(this::shown).orElse("there is nothing at that place"));
        }
        return this;
    }

    /** What a Secret holds stays in it. */
    private String shown(JsonElement part) {
        return actual.resource().equals("secrets") ? "there is something else" : "there is " + part;
    }

    private static boolean isValue(JsonElement part, Object value) {
        return part instanceof JsonPrimitive primitive
                && primitive.getAsString().equals(value.toString());
    }

    /**
     * Verifies that it does not have a part.
     *
     * @param pointer which part
     * @return this
     */
    public ClusterObjectAssert hasNot(String pointer) {
        requireNonNull(pointer, "pointer");
        String expected = "to have nothing at " + pointer;
        JsonPlace.of(pointer).in(require(expected)).ifPresent(part -> {
            throw failed(expected, shown(part));
        });
        return this;
    }

    private JsonElement require(String expected) {
        return object.orElseThrow(() -> failed(expected, "there is no such object"));
    }

    private AssertionError failed(String expected, String but) {
        return failure("%nExpected the object of %s on cluster %s%n%s%nbut %s", actual, cluster.name(), expected, but);
    }
}
