package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A subject to which a binding gives its role. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RbacSubject {

    RbacSubject() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return {@code User}, {@code Group} or {@code ServiceAccount}; others never match} */
    public abstract String kind();

    /** {@return the name} */
    public abstract String name();

    /** {@return the namespace of a service account, {@code null} for that of the binding} */
    public abstract @Nullable String namespace();

    /**
     * A group.
     *
     * @param name its name, for example one of those of an access entry
     * @return the subject
     */
    public static RbacSubject group(String name) {
        return builder().kind(GROUP).name(name).build();
    }

    /**
     * A user.
     *
     * @param name the user name
     * @return the subject
     */
    public static RbacSubject user(String name) {
        return builder().kind(USER).name(name).build();
    }

    /**
     * A service account.
     *
     * @param namespace its namespace
     * @param name its name
     * @return the subject
     */
    public static RbacSubject serviceAccount(String namespace, String name) {
        return builder()
                .kind(SERVICE_ACCOUNT)
                .namespace(requireNonNull(namespace, "namespace"))
                .name(name)
                .build();
    }

    /** Notes what Kubernetes would refuse, or give nothing to. */
    final void check(@Nullable String bindingNamespace, List<String> faults) {
        boolean isAccount = kind().equals(SERVICE_ACCOUNT);
        if (!isAccount && !kind().equals(USER) && !kind().equals(GROUP)) {
            faults.add(PlainText.quoted(kind()) + " is not a kind of subject; use " + USER + ", " + GROUP + " or "
                    + SERVICE_ACCOUNT);
        } else if (name().isBlank() || !name().equals(PlainText.of(name()))) {
            faults.add(
                    "the name " + PlainText.quoted(name()) + " of a subject is blank or has characters that cannot be"
                            + " seen; name a user, group or service account");
        } else if (isAccount && namespace() == null && bindingNamespace == null) {
            faults.add("ServiceAccount " + PlainText.quoted(name()) + " has no namespace; name it");
        } else if (!isAccount && namespace() != null) {
            faults.add(this + " has a namespace, which only service accounts have; leave it out");
        } else if (isAccount) {
            ObjectNames.checkNamespace(namespace(), faults);
        }
    }

    /** The kind of users. */
    public static final String USER = "User";
    /** The kind of groups. */
    public static final String GROUP = "Group";
    /** The kind of service accounts. */
    public static final String SERVICE_ACCOUNT = "ServiceAccount";

    /**
     * The subject as text.
     *
     * @return kind and name on one line
     */
    @Override
    public final String toString() {
        return PlainText.name(kind()) + " "
                + PlainText.quoted(namespace() == null ? name() : name() + "/" + namespace());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRbacSubject.Builder {
        Builder() {}
    }
}
