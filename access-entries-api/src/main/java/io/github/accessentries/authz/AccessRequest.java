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
 *
 * <p>These are for questions that somebody writes, and refuse what cannot be meant. A program that passes on what another one asks
 * must not change the question: that is for {@link #asReceived()}.
 */
@CheckReturnValue
@Value.Immutable
public abstract class AccessRequest {

    private static final String BLANK_NAME = "has a blank object name; leave it out instead";
    private static final String BLANK_NAMESPACE = "has a blank namespace; leave it out instead";

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
     * Starts a request that is taken as it was asked, for programs that answer others: a verb or resource may be empty, a
     * path may have no slash, and blanks count. Kubernetes decides such requests too, mostly by denying them. An empty
     * subresource, name or namespace is none, as it is there.
     *
     * @return a new builder, which still refuses requests without a verb, since those have not been asked
     */
    public static Builder asReceived() {
        return new Builder().unchecked();
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
        requireNonNull(namespace, "namespace");
        require(!namespace.isBlank(), BLANK_NAMESPACE);
        return asReceived().from(this).namespace(namespace).build();
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
        requireNonNull(name, "name");
        require(!name.isBlank(), BLANK_NAME);
        boolean isNamespace = resource().equals("namespaces") && apiGroup().isEmpty();
        Builder one = asReceived().from(this).name(name);
        return (isNamespace && namespace().isEmpty() ? one.namespace(name) : one).build();
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

    private void check() {
        require(!verb().isBlank(), "needs a verb, for example get, list, watch, create, update, patch or delete");
        if (isForResource()) {
            require(!resource().isBlank(), "needs a resource, for example pods, deployments.apps or pods/log");
            require(!subresource().map(String::isBlank).orElse(false), "has a slash but no subresource after it");
            require(!name().map(String::isBlank).orElse(false), BLANK_NAME);
            require(!namespace().map(String::isBlank).orElse(false), BLANK_NAMESPACE);
        } else {
            String path = path().orElseThrow();
            require(
                    path.isEmpty() || path.startsWith("/"),
                    "needs a path that begins with a slash, or the empty one that the API server also accepts");
        }
    }

    private void checkPathAlone() {
        require(
                isForResource()
                        || (namespace().isEmpty()
                                && name().isEmpty()
                                && resource().isEmpty()
                                && apiGroup().isEmpty()
                                && subresource().isEmpty()),
                "is for a path, which cannot have a namespace, resource or object");
    }

    private AccessRequest withoutEmptyParts() {
        return isEmpty(subresource()) || isEmpty(name()) || isEmpty(namespace())
                ? asReceived()
                        .from(this)
                        .subresource(subresource().filter(part -> !part.isEmpty()))
                        .name(name().filter(object -> !object.isEmpty()))
                        .namespace(namespace().filter(place -> !place.isEmpty()))
                        .build()
                : this;
    }

    private static boolean isEmpty(Optional<String> part) {
        return part.isPresent() && part.get().isEmpty();
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

        private boolean checked = true;

        Builder() {}

        private Builder unchecked() {
            checked = false;
            return this;
        }

        /**
         * Builds the request.
         *
         * @return the request
         * @throws IllegalArgumentException if it is for a path and a resource at once, or was started by
         *     {@link AccessRequest#builder()} and has a part that is blank or malformed
         * @throws IllegalStateException if there is no verb
         */
        @Override
        @CheckReturnValue
        public AccessRequest build() {
            AccessRequest request = super.build();
            if (checked) {
                request.check();
            }
            request.checkPathAlone();
            return checked ? request : request.withoutEmptyParts();
        }
    }
}
