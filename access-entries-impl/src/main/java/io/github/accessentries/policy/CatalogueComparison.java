package io.github.accessentries.policy;

import io.github.accessentries.CheckReturnValue;
import java.util.List;
import org.immutables.value.Value;

/** How two catalogues of access policies differ. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class CatalogueComparison {

    CatalogueComparison() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the policies that only the later catalogue has, sorted} */
    public abstract List<CataloguedPolicy> added();

    /** {@return the policies that only the earlier catalogue has, sorted} */
    public abstract List<CataloguedPolicy> removed();

    /** {@return the policies that both have, but not with the same rules or knowledge, sorted} */
    public abstract List<PolicyComparison> changed();

    /**
     * Whether both catalogues are equivalent.
     *
     * @return {@code true} if nothing was added, removed or changed
     */
    public final boolean isEmpty() {
        return added().isEmpty() && removed().isEmpty() && changed().isEmpty();
    }

    /**
     * The differences as text, policy by policy.
     *
     * @return several lines, or {@code no changes}
     */
    @Override
    public final String toString() {
        if (isEmpty()) {
            return "no changes";
        }
        StringBuilder text = new StringBuilder();
        added().forEach(each -> append(text, '+', each));
        removed().forEach(each -> append(text, '-', each));
        changed().forEach(each -> text.append(each).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder text, char sign, CataloguedPolicy policy) {
        text.append(sign).append(' ').append(policy.policy()).append('\n');
        policy.rules()
                .forEach(rule ->
                        text.append("  ").append(sign).append(' ').append(rule).append('\n'));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableCatalogueComparison.Builder {
        Builder() {}
    }
}
