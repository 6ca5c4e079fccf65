package io.github.accessentries.token;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.internal.principal.CanonicalArn;
import io.github.accessentries.internal.text.PlainText;
import org.immutables.value.Value;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** An access key whose secret is known, and the identity that it belongs to. */
@CheckReturnValue
@Value.Immutable
public abstract class KnownKey {

    KnownKey() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the key, with a session token if it belongs to a session; it is invalid from its expiration time on, if
     * it has one}
     */
    public abstract AwsCredentialsIdentity credentials();

    /** {@return the ARN as STS reports it, for example {@code arn:aws:sts::111122223333:assumed-role/dev/ana}} */
    public abstract String arn();

    /**
     * {@return the unique id as STS reports it: for example {@code AROAEXAMPLEDEV:ana} for a session, {@code
     * AIDAEXAMPLE} for a user}
     */
    public abstract String userId();

    @Value.Check
    void check() {
        try {
            CanonicalArn canonical = StsArn.canonical(arn());
            new CallerIdentity(canonical.accountId(), arn(), userId()).toIdentity(canonical.partition(), "");
        } catch (RefusedToken e) {
            throw new IllegalArgumentException(
                    PlainText.quoted(arn()) + " with user id " + PlainText.quoted(userId())
                            + " is not an identity as STS reports it: " + e.getMessage(),
                    e);
        }
    }

    IamIdentity toIdentity(String partition) throws RefusedToken {
        return new CallerIdentity(StsArn.canonical(arn()).accountId(), arn(), userId())
                .toIdentity(partition, credentials().accessKeyId());
    }

    /**
     * The identity of the key.
     *
     * @return a text without the credentials
     */
    @Override
    public final String toString() {
        return "KnownKey[credentials=(redacted), arn=" + arn() + ", userId=" + userId() + "]";
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableKnownKey.Builder {
        Builder() {}
    }
}
