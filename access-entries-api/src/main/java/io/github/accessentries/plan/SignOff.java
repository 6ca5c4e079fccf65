package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The dangers that a person has read and means, by the names of their {@link Finding findings}. The library never signs
 * anything off by itself.
 *
 * <p>Names that fit no finding do nothing, so that the same sign-off still passes when the work is done.
 */
@Value.Immutable
public abstract class SignOff {

    private static final SignOff NONE = of(List.of());

    SignOff() {}

    /**
     * Nothing is signed off.
     *
     * @return the sign-off that covers no finding
     */
    public static SignOff none() {
        return NONE;
    }

    /**
     * Signs findings off.
     *
     * @param names names of findings, such as {@code type-change:arn:aws:iam::111122223333:role/dev}, or ids of their kinds,
     *     such as {@code type-change}
     * @return the sign-off
     */
    public static SignOff of(String... names) {
        return of(List.of(names));
    }

    /**
     * Signs findings off.
     *
     * @param names names of findings, or ids of their kinds
     * @return the sign-off
     */
    public static SignOff of(Collection<String> names) {
        Iterable<String> copied = requireNonNull(names, "names");
        return ImmutableSignOff.of(copied);
    }

    /**
     * What is signed off.
     *
     * @return names of findings, or ids of their kinds
     */
    @Value.Parameter
    public abstract Set<String> names();

    /**
     * Signs off more.
     *
     * @param more names of findings, or ids of their kinds
     * @return what is signed off here, and the names
     */
    public final SignOff and(String... more) {
        Set<String> all = new LinkedHashSet<>(names());
        all.addAll(List.of(more));
        return of(all);
    }

    /**
     * Whether a finding is signed off.
     *
     * @param finding the finding
     * @return {@code true} if its name or the id of its kind is among the names
     */
    public final boolean covers(Finding finding) {
        return names().contains(finding.name())
                || names().contains(finding.kind().id());
    }

    /**
     * The sign-off in words.
     *
     * @return the names
     */
    @Override
    public final String toString() {
        return names().isEmpty() ? "nothing signed off" : "signed off: " + String.join(", ", names());
    }
}
