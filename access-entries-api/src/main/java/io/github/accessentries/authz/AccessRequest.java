package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One thing that a user wants to do: a verb on a resource, or on a non-resource path.
 *
 * <pre>{@code
 * AccessRequest.of("delete", "pods").inNamespace("prod")
 * AccessRequest.of("get", "deployments.apps/scale").inNamespace("prod").named("web")
 * AccessRequest.ofPath("get", "/metrics")
 * }</pre>
 */
@CheckReturnValue
@Value.Immutable
public abstract class AccessRequest {

    AccessRequest() {}

    /**
     * Starts a request part by part. A verb is required, and a resource or a path.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A verb on a resource, in no namespace: on a cluster-scoped resource, or in all namespaces at once.
     *
     * @param verb for example {@code get}
     * @param resource as kubectl writes it: {@code pods}, {@code deployments.apps}, {@code pods/log} or
     *     {@code deployments.apps/scale}; a resource without a group is of the core group
     * @return the request
     * @throws IllegalArgumentException if verb or resource are blank or malformed
     */
    public static AccessRequest of(String verb, String resource) {
        requireNonNull(resource, "resource");
        int slash = resource.indexOf('/');
        String groupResource = slash < 0 ? resource : resource.substring(0, slash);
        int dot = groupResource.indexOf('.');
        Builder builder = builder().verb(verb);
        if (slash >= 0) {
            builder.subresource(resource.substring(slash + 1));
        }
        return builder.resource(dot < 0 ? groupResource : groupResource.substring(0, dot))
                .apiGroup(dot < 0 ? "" : groupResource.substring(dot + 1))
                .build();
    }

    /**
     * A verb on a non-resource path.
     *
     * @param verb for example {@code get}
     * @param path for example {@code /metrics}
     * @return the request
     * @throws IllegalArgumentException if the verb is blank, or the path begins with no slash and is not the empty one, which
     *     API servers take too
     */
    public static AccessRequest ofPath(String verb, String path) {
        return builder().verb(verb).path(path).build();
    }

    /**
     * The same request in a namespace.
     *
     * @param namespace the name of one namespace
     * @return the request
     * @throws IllegalArgumentException if the namespace is blank or the request is for a path
     */
    public final AccessRequest inNamespace(String namespace) {
        return builder().from(this).namespace(namespace).build();
    }

    /**
     * The same request for one object. A request for one Namespace object is in that namespace, as it is for
     * kube-apiserver, which reads both off the path of the request.
     *
     * @param name the name of the object
     * @return the request
     * @throws IllegalArgumentException if the name is blank or the request is for a path
     */
    public final AccessRequest named(String name) {
        boolean isNamespace = resource().equals("namespaces") && apiGroup().isEmpty();
        Builder one = builder().from(this).name(name);
        return isNamespace && namespace().isEmpty() ? one.namespace(name).build() : one.build();
    }

    /**
     * What is to be done.
     *
     * @return for example {@code get}
     */
    public abstract String verb();

    /**
     * The API group of the resource.
     *
     * @return for example {@code apps}; the empty text for the core group and for paths
     */
    @Value.Default
    public String apiGroup() {
        return "";
    }

    /**
     * The resource.
     *
     * @return for example {@code pods}; the empty text for paths
     */
    @Value.Default
    public String resource() {
        return "";
    }

    /**
     * The part of the resource.
     *
     * @return for example {@code log}, empty if the resource itself is meant
     */
    public abstract Optional<String> subresource();

    /**
     * The object.
     *
     * @return its name, empty if no single object is meant
     */
    public abstract Optional<String> name();

    /**
     * The namespace.
     *
     * @return its name, empty for cluster-scoped resources and for all namespaces at once
     */
    public abstract Optional<String> namespace();

    /**
     * The path, if this is not a request for a resource.
     *
     * @return for example {@code /metrics}
     */
    public abstract Optional<String> path();

    /**
     * Whether this asks for a resource.
     *
     * @return {@code false} if it asks for a path
     */
    public final boolean isForResource() {
        return path().isEmpty();
    }

    @Value.Check
    void check() {
        require(!verb().isBlank(), "needs a verb, for example get, list, watch, create, update, patch or delete");
        if (isForResource()) {
            require(!resource().isBlank(), "needs a resource, for example pods, deployments.apps or pods/log");
            require(!subresource().map(String::isBlank).orElse(false), "has a slash but no subresource after it");
            require(!name().map(String::isBlank).orElse(false), "has a blank object name; leave it out instead");
            require(!namespace().map(String::isBlank).orElse(false), "has a blank namespace; leave it out instead");
        } else {
            String path = path().orElseThrow();
            require(
                    path.isEmpty() || path.startsWith("/"),
                    "needs a path that begins with a slash, or the empty one that the API server also accepts");
            require(
                    namespace().isEmpty()
                            && name().isEmpty()
                            && resource().isEmpty()
                            && apiGroup().isEmpty()
                            && subresource().isEmpty(),
                    "is for a path, which cannot have a namespace, resource or object");
        }
    }

    private void require(boolean condition, String reason) {
        if (!condition) {
            throw new IllegalArgumentException("Request \"" + this + "\" " + reason);
        }
    }

    /**
     * The request as text.
     *
     * @return for example {@code get deployments.apps/scale "web" in namespace prod}
     */
    @Override
    public final String toString() {
        return PlainText.of(verb() + " "
                + path().orElseGet(() -> resource()
                        + (apiGroup().isEmpty() ? "" : "." + apiGroup())
                        + subresource().map(part -> "/" + part).orElse("")
                        + name().map(object -> " " + PlainText.quoted(object)).orElse("")
                        + namespace()
                                .map(place -> " in namespace " + PlainText.name(place))
                                .orElse("")));
    }

    /** Builds requests. Not thread-safe. */
    public static final class Builder extends ImmutableAccessRequest.Builder {
        Builder() {}
    }
}
