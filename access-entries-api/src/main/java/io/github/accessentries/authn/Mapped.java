package io.github.accessentries.authn;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;

/**
 * The user that an identity is mapped to, as templates: the authenticator fills in <code>{{SessionName}}</code>,
 * <code>{{SessionNameRaw}}</code>, <code>{{AccountID}}</code>, <code>{{AccessKeyID}}</code> and
 * <code>{{EC2PrivateDNSName}}</code>.
 */
@CheckReturnValue
@Value.Immutable
public abstract non-sealed class Mapped implements Mapping {

    Mapped() {}

    /**
     * Starts a mapping. User name and source are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The user name.
     *
     * @return a template
     */
    public abstract String username();

    /**
     * The groups.
     *
     * @return templates, in the order of the mapping
     */
    public abstract List<String> groups();

    /**
     * The source of the mapping, to explain why an identity was authenticated.
     *
     * @return for example {@code access entry of arn:aws:iam::111122223333:role/dev, matched by ARN without path}
     */
    public abstract String source();

    /**
     * Whether the user name may begin with {@code system:} and the other prefixes that are reserved for Kubernetes and
     * AWS. Only a source that refuses such names by itself, as EKS does for its entries, should set this.
     *
     * @return {@code false} by default
     */
    @Value.Default
    public boolean reservedNamesAllowed() {
        return false;
    }

    /**
     * The mapping as text.
     *
     * @return user name, groups and source on one line
     */
    @Override
    public final String toString() {
        return PlainText.quoted(username()) + " in groups [" + PlainText.names(groups()) + "] by "
                + PlainText.of(source());
    }

    /** Builds mappings. Not thread-safe. */
    public static final class Builder extends ImmutableMapped.Builder {
        Builder() {}
    }
}
