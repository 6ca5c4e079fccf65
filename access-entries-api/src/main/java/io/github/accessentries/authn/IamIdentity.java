package io.github.accessentries.authn;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import org.immutables.value.Value;

/** An IAM identity as STS sees it: a user, or a session of a role. */
@CheckReturnValue
@Value.Immutable
public abstract class IamIdentity {

    IamIdentity() {}

    /**
     * Starts an identity. Everything but the session name is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The ARN as STS reports it.
     *
     * @return for example {@code arn:aws:sts::111122223333:assumed-role/dev/ana}
     */
    public abstract String arn();

    /**
     * The ARN of the user, or of the role without its path, which STS does not report.
     *
     * @return for example {@code arn:aws:iam::111122223333:role/dev}
     */
    public abstract String canonicalArn();

    /**
     * The account of the identity.
     *
     * @return twelve digits
     */
    public abstract String accountId();

    /**
     * The unique id of the user or role; a principal that is recreated under the same name gets another.
     *
     * @return for example {@code AROA…} or {@code AIDA…}
     */
    public abstract String principalId();

    /**
     * The name of the role session, which can be chosen freely when the role is assumed.
     *
     * @return the name, empty for a user
     */
    public abstract Optional<String> sessionName();

    /**
     * The access key that signed the token.
     *
     * @return the key's id, which is not a secret
     */
    public abstract String accessKeyId();

    /**
     * The identity as text.
     *
     * @return the ARN, the principal's id and the access key's id, on one line
     */
    @Override
    public final String toString() {
        return PlainText.name(arn()) + " (" + PlainText.name(principalId()) + ", account " + PlainText.name(accountId())
                + ", canonical " + PlainText.name(canonicalArn()) + ", access key " + PlainText.name(accessKeyId())
                + ")";
    }

    /** Builds identities. Not thread-safe. */
    public static final class Builder extends ImmutableIamIdentity.Builder {
        Builder() {}
    }
}
