package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.Set;
import org.immutables.value.Value;

/**
 * A question as people ask it, which leaves open what it does not say: who can get secrets at all, of whatever name and wherever?
 * It stands for many {@link AccessRequest}s at once, of which somebody may be allowed only a part. Immutable, equal by value.
 *
 * <pre>{@code
 * AccessQuestion.of("get", "secrets")                             // any of them, anywhere
 * AccessQuestion.of("get", "secrets").inNamespace("payments")     // all of them there, or some
 * AccessQuestion.of("patch", "deployments.apps").named("web")     // that one, in any namespace
 * AccessQuestion.builder().addResources("secrets").build()        // anything with secrets
 * }</pre>
 *
 * <p>It is for resources; one about a path is an {@link AccessRequest}.
 */
@CheckReturnValue
@Value.Immutable
public abstract class AccessQuestion {

    private static final String ALL = "*";

    AccessQuestion() {}

    /**
     * Starts with everything left open.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * One verb on one resource, of any name and anywhere.
     *
     * @param verb for example {@code get}
     * @param resource as in {@link AccessRequest#of(String, String)}
     * @return the question
     * @throws IllegalArgumentException if verb or resource are blank, malformed or {@code *}
     */
    public static AccessQuestion of(String verb, String resource) {
        requireNonNull(verb, "verb");
        requireNonNull(resource, "resource");
        return builder().addVerbs(verb).addResources(resource).build();
    }

    /**
     * The same question for one namespace, or those of a pattern.
     *
     * @param nameOrPattern for example {@code payments} or {@code team-a-*}
     * @return the narrower question
     * @throws IllegalArgumentException if it is blank
     */
    public final AccessQuestion inNamespace(String nameOrPattern) {
        requireNonNull(nameOrPattern, "nameOrPattern");
        return builder().from(this).namespaces(Set.of(nameOrPattern)).build();
    }

    /**
     * The same question for one object.
     *
     * @param name the name of the object
     * @return the narrower question
     * @throws IllegalArgumentException if the name is blank or {@code *}
     */
    public final AccessQuestion named(String name) {
        requireNonNull(name, "name");
        return builder().from(this).names(Set.of(name)).build();
    }

    /** {@return the verbs, empty for any} */
    public abstract Set<String> verbs();

    /** {@return the resources, as in {@link AccessRequest#of(String, String)}, empty for any} */
    public abstract Set<String> resources();

    /** {@return the names of objects, empty for any, and for requests about no single object} */
    public abstract Set<String> names();

    /**
     * {@return names and patterns of namespaces, in which {@code *} stands for any run of characters; empty for anywhere, which is
     * all of them and also requests that are in none: for cluster-scoped resources, and for all namespaces at once}
     */
    public abstract Set<String> namespaces();

    @Value.Check
    void check() {
        requireEach(verbs(), "verb", "verbs");
        requireEach(resources(), "resource", "resources");
        requireEach(names(), "object name", "names");
        for (String namespace : namespaces()) {
            require(!namespace.isBlank(), "has a blank namespace; leave namespaces out to ask for anywhere");
        }
        for (String resource : resources()) {
            AccessRequest unused = AccessRequest.of("get", resource); // which refuses what is malformed
            require(
                    !resource.endsWith("/" + ALL),
                    "has the resource \"" + PlainText.of(resource)
                            + "\", a form in which no rule grants subresources; name them one"
                            + " by one, or leave resources out to ask for any");
        }
    }

    private void requireEach(Collection<String> texts, String what, String part) {
        for (String text : texts) {
            String remedy = "; leave " + part + " out to ask for any";
            require(!text.isBlank(), "has a blank " + what + remedy);
            require(!text.equals(ALL), "has the " + what + " \"*\"" + remedy);
        }
    }

    private void require(boolean condition, String reason) {
        if (!condition) {
            throw new IllegalArgumentException("Question \"" + this + "\" " + reason);
        }
    }

    /**
     * The question in words.
     *
     * @return for example {@code get, list secrets named db in payments} or {@code get any resource anywhere}
     */
    @Override
    public final String toString() {
        return orOpen(verbs(), "any verb on") + " " + orOpen(resources(), "any resource")
                + (names().isEmpty() ? "" : " named " + PlainText.names(names()))
                + (namespaces().isEmpty() ? " anywhere" : " in " + PlainText.names(namespaces()));
    }

    private static String orOpen(Collection<String> texts, String open) {
        return texts.isEmpty() ? open : PlainText.names(texts);
    }

    /** Builds questions. Not thread-safe. */
    public static final class Builder extends ImmutableAccessQuestion.Builder {
        Builder() {}
    }
}
