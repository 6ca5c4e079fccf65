package io.github.accessentries.internal.principal;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.Optional;

/** What a directory of IAM principals says, as far as it is about the principal that was asked for. */
public final class DirectoryAnswers {

    private DirectoryAnswers() {}

    /**
     * Looks up a principal.
     *
     * @param directory the directory, which covers the account
     * @param principal the role or user, with any path
     * @return the principal with its actual path, empty if it does not exist
     * @throws UnavailableException if the answer is about another principal, so that nothing can be concluded from it
     * @throws io.github.accessentries.AccessEntriesException if IAM could not be asked
     */
    public static Optional<KnownPrincipal> find(PrincipalDirectory directory, PrincipalArn principal) {
        Optional<KnownPrincipal> found =
                requireNonNull(directory.find(principal), "The principal directory gave null instead of an Optional");
        found.map(KnownPrincipal::arn)
                .filter(arn -> !arn.uniqueName().equals(principal.uniqueName()))
                .ifPresent(other -> {
                    throw new UnavailableException(
                            "The principal directory was asked for " + principal + " and answered with " + other
                                    + ", so nothing is concluded from it; correct the directory",
                            ErrorContext.builder().principal(principal).build(),
                            null);
                });
        return found;
    }
}
