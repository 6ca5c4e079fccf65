package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * A minor version of Kubernetes, which is what decides what a right amounts to. Immutable, equal by value, sorted from old to new.
 */
@CheckReturnValue
@Value.Immutable
public abstract class KubernetesVersion implements Comparable<KubernetesVersion> {

    private static final Pattern WRITTEN =
            Pattern.compile("v?(?<major>[0-9]{1,4})\\.(?<minor>[0-9]{1,4})([.+-].{0,200})?");

    KubernetesVersion() {}

    /**
     * Starts with nothing set. Both numbers are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A version by its numbers.
     *
     * @param major for example 1
     * @param minor for example 34
     * @return the version
     * @throws IllegalArgumentException if a number is negative
     */
    public static KubernetesVersion of(int major, int minor) {
        return builder().major(major).minor(minor).build();
    }

    /**
     * Reads a version as EKS, kubectl or a cluster itself writes it.
     *
     * @param text for example {@code 1.34} or {@code v1.34.2-eks-113cf36}; what follows the minor version is left out
     * @return the version, empty if the text is none
     */
    public static Optional<KubernetesVersion> find(String text) {
        Matcher written = WRITTEN.matcher(requireNonNull(text, "text"));
        return written.matches()
                ? Optional.of(of(Integer.parseInt(written.group("major")), Integer.parseInt(written.group("minor"))))
                : Optional.empty();
    }

    /**
     * Reads a version as {@link #find(String)} does.
     *
     * @param text for example {@code 1.34}
     * @return the version
     * @throws IllegalArgumentException if the text is none
     */
    public static KubernetesVersion of(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        PlainText.quoted(text) + " is not a version of Kubernetes; write it as in 1.34"));
    }

    /** {@return the major version, for example 1} */
    public abstract int major();

    /** {@return the minor version, for example 34} */
    public abstract int minor();

    @Value.Check
    void check() {
        if (major() < 0 || minor() < 0) {
            throw new IllegalArgumentException(
                    major() + "." + minor() + " is not a version of Kubernetes; write it as in 1.34");
        }
    }

    /**
     * Whether this is another version or a later one.
     *
     * @param first the other version
     * @return {@code false} if this one is older
     */
    public final boolean isAtLeast(KubernetesVersion first) {
        return compareTo(requireNonNull(first, "first")) >= 0;
    }

    /** Orders from old to new. */
    @Override
    public final int compareTo(KubernetesVersion other) {
        requireNonNull(other, "other");
        int majors = Integer.compare(major(), other.major());
        return majors == 0 ? Integer.compare(minor(), other.minor()) : majors;
    }

    /**
     * The version as EKS writes it.
     *
     * @return for example {@code 1.34}
     */
    @Override
    public final String toString() {
        return major() + "." + minor();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableKubernetesVersion.Builder {
        Builder() {}
    }
}
