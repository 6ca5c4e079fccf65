package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.testkit.internal.sdk.SessionCredentials;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A role or user in the fake IAM. It stands for one life of its ARN: once the principal is deleted, its credentials are
 * refused, even if another is created under the same name.
 *
 * <p>Thread-safe.
 */
public final class FakePrincipal {

    private static final String DEFAULT_SESSION = "test-session";

    private final Iam iam;
    private final Clock clock;
    private final StoredPrincipal principal;
    private final PrincipalArn arn;

    FakePrincipal(Iam iam, Clock clock, StoredPrincipal principal) {
        this.iam = iam;
        this.clock = clock;
        this.principal = principal;
        this.arn = PrincipalArn.of(principal.arn().toString());
    }

    /**
     * The ARN, path included.
     *
     * @return the role or user
     */
    public PrincipalArn arn() {
        return arn;
    }

    /**
     * The unique id, which another principal under the same name would not have.
     *
     * @return {@code AROA…} for a role, {@code AIDA…} for a user
     */
    public String principalId() {
        return principal.id();
    }

    /**
     * Credentials to call AWS with: the keys of a user, new at each call and valid for good, or a
     * {@link #session(String) session} of a role under the name {@code test-session}.
     *
     * @return the credentials
     * @throws IllegalStateException if the principal was deleted
     */
    public AwsCredentialsProvider credentials() {
        if (arn.isRole()) {
            return session(DEFAULT_SESSION);
        }
        AccessKey key = iam.newUserKey(principal);
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    /** Gives this user an access key of somebody's choice. */
    void addKey(String accessKeyId, String secretAccessKey) {
        if (arn.isRole()) {
            throw new IllegalStateException(arn + " is a role, and only users have keys of their own");
        }
        iam.addUserKey(principal, accessKeyId, secretAccessKey);
    }

    /**
     * A session of this role. It ends after an hour of the fake's time; the provider then starts another of the same
     * name, as the SDK's do. For credentials that end for good, resolve them once and keep them.
     *
     * @param name the session name: 2 to 64 letters, digits and any of {@code _+=,.@-}
     * @return the credentials
     * @throws IllegalStateException if this is a user, or the role was deleted
     * @throws IllegalArgumentException if STS would not take the name
     */
    public AwsCredentialsProvider session(String name) {
        requireNonNull(name, "name");
        if (!arn.isRole()) {
            throw new IllegalStateException(arn + " is a user, and only roles have sessions; use credentials()");
        }
        return new SessionCredentials(iam, clock, principal, name);
    }

    /**
     * The ARN.
     *
     * @return the same as the text of {@link #arn()}
     */
    @Override
    public String toString() {
        return arn.toString();
    }
}
