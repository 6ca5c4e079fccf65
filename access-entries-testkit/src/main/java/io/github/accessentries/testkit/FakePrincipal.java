package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.testkit.internal.sdk.SessionCredentials;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.role.RoleOperations;
import io.github.accessentries.testkit.internal.service.trust.TrustPolicy;
import io.github.accessentries.testkit.internal.wire.iam.TrustDocument;
import java.time.Clock;
import java.util.Arrays;
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
    private final RoleOperations roles;
    private final Clock clock;
    private final StoredPrincipal principal;
    private final PrincipalArn arn;

    FakePrincipal(Iam iam, RoleOperations roles, Clock clock, StoredPrincipal principal) {
        this.iam = iam;
        this.roles = roles;
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
     * Lets some principals assume this role, and nobody else. Until then, everybody may. Credentials that the fake hands
     * out itself, like {@link #session}, ask nobody.
     *
     * @param callers roles, whose sessions are meant, and users
     * @return this role
     * @throws IllegalStateException if this is a user
     * @throws IllegalArgumentException if there are no callers
     */
    public FakePrincipal trustOnly(PrincipalArn... callers) {
        requireNonNull(callers, "callers");
        for (PrincipalArn each : callers) {
            requireNonNull(each, "callers element");
        }
        if (callers.length == 0) {
            throw new IllegalArgumentException("Name the principals that may assume " + arn);
        }
        TrustPolicy policy = TrustDocument.of(
                Arrays.stream(callers).map(PrincipalArn::toString).toList());
        roles.change(role(), known -> known.with(policy));
        return this;
    }

    /**
     * Decides by a trust policy who may assume this role.
     *
     * @param document the policy in JSON, with principals of AWS and web identities, and conditions on texts, ARNs and
     *     truth values
     * @return this role
     * @throws IllegalStateException if this is a user
     * @throws IllegalArgumentException if IAM would refuse the policy, or the fake does not play something in it
     */
    public FakePrincipal trustPolicy(String document) {
        requireNonNull(document, "document");
        StoredPrincipal role = role();
        try {
            TrustPolicy policy = TrustDocument.read(document);
            roles.change(role, known -> known.with(policy));
        } catch (ServiceFault fault) {
            throw new IllegalArgumentException(fault.message(), fault);
        }
        return this;
    }

    /**
     * Lets only those assume this role who show a second factor: AssumeRole needs a serial number of the caller's account
     * and a code, any six digits, or the credentials of a GetSessionToken that had them.
     *
     * @return this role
     * @throws IllegalStateException if this is a user
     */
    public FakePrincipal requireMfa() {
        roles.change(role(), known -> known.with(TrustDocument.withMfa(known.trust())));
        return this;
    }

    private StoredPrincipal role() {
        if (!arn.isRole()) {
            throw new IllegalStateException(arn + " is a user, and only roles can be assumed");
        }
        return principal;
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
