package io.github.accessentries.plan;

import io.github.accessentries.PrincipalArn;
import java.time.Instant;
import java.util.Optional;

/**
 * What IAM knows of principals: asked where it is given, never needed. The library does not come with one, since it
 * does not depend on the IAM client; over that, it is the calls {@code GetRole} and {@code GetUser}.
 *
 * <p>Implementations are thread-safe.
 */
public interface PrincipalDirectory {

    /**
     * Whether this directory can look into an account. Nothing is concluded about principals of other accounts.
     *
     * @param accountId twelve digits
     * @return {@code true} if an empty answer means that there is no such principal
     */
    boolean covers(String accountId);

    /**
     * Looks a principal up by account, kind and name. The path does not count, since names are unique without it.
     *
     * @param principal the role or user, with any path
     * @return the principal with the path that it has, empty if there is none
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    Optional<KnownPrincipal> find(PrincipalArn principal);

    /**
     * A principal as IAM has it.
     *
     * @param arn its ARN with its path
     * @param createdAt when it was made; one that is made again under its old name is younger than its entry
     */
    record KnownPrincipal(PrincipalArn arn, Instant createdAt) {}
}
