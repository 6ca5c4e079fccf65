package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.internal.principal.CanonicalArn;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * An access key whose secret is known, and whose it is.
 *
 * @param credentials the key, with a session token if it is that of a session; from their expiration time on, if they have
 *     one, they are no good
 * @param arn whose it is, as STS tells it, for example {@code arn:aws:sts::111122223333:assumed-role/dev/ana}
 * @param userId the unique id, as STS tells it: for example {@code AROAEXAMPLEDEV:ana} for a session, {@code AIDAEXAMPLE}
 *     for a user
 */
public record KnownKey(AwsCredentialsIdentity credentials, String arn, String userId) {

    /**
     * Checks that ARN and id are those of an identity that can log in.
     *
     * @param credentials the key
     * @param arn whose it is, as STS tells it
     * @param userId the unique id, as STS tells it
     * @throws IllegalArgumentException if they are not
     */
    public KnownKey {
        requireNonNull(credentials, "credentials");
        try {
            CanonicalArn canonical = StsArn.canonical(arn);
            new CallerIdentity(canonical.accountId(), arn, userId).toIdentity(canonical.partition(), "");
        } catch (RefusedToken e) {
            throw new IllegalArgumentException(
                    "\"" + arn + "\" with user id \"" + userId + "\" is no identity that STS tells: " + e.getMessage(),
                    e);
        }
    }

    IamIdentity toIdentity(String partition) throws RefusedToken {
        return new CallerIdentity(StsArn.canonical(arn).accountId(), arn, userId)
                .toIdentity(partition, credentials.accessKeyId());
    }

    /**
     * Whose key it is.
     *
     * @return a text without the credentials
     */
    @Override
    public String toString() {
        return "KnownKey[credentials=(redacted), arn=" + arn + ", userId=" + userId + "]";
    }
}
