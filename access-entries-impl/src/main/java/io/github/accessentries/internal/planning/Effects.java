package io.github.accessentries.internal.planning;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.question.UnreadSources;

/**
 * What changes do to access, as far as two models of the cluster know.
 *
 * @param before the cluster before the changes
 * @param after the cluster after them
 * @param comparison what each subject gains and loses
 */
record Effects(AccessModel before, AccessModel after, ModelComparison comparison) {

    static Effects between(AccessModel before, AccessModel after) {
        return new Effects(before, after, before.compare(after));
    }

    /**
     * Whether a principal certainly keeps all that it has. A model that does not know who a principal is finds that nothing
     * changes, too, for example one without {@code aws-auth}; and so does one that could not understand what is given.
     */
    boolean areKnownToTakeNothingFrom(PrincipalArn principal) {
        Subject subject = new Subject.Principal(principal);
        return isKnown(subject)
                && isUnderstood(before, subject)
                && after.doubtsAbout(subject).containsAll(before.doubtsAbout(subject))
                && comparison
                        .changesOf(subject)
                        .map(change -> change.lost().isEmpty())
                        .orElse(true);
    }

    /** Whether a principal certainly gets nothing that it does not have already. */
    boolean areKnownToGiveNothingTo(PrincipalArn principal) {
        Subject subject = new Subject.Principal(principal);
        return isKnown(subject)
                && isUnderstood(after, subject)
                && before.doubtsAbout(subject).containsAll(after.doubtsAbout(subject))
                && comparison
                        .changesOf(subject)
                        .map(change -> change.gained().isEmpty())
                        .orElse(true);
    }

    /** Bindings that were not read give the same to the same user. */
    private boolean isUnderstood(AccessModel model, Subject subject) {
        boolean isSameUser = before.userOf(subject).equals(after.userOf(subject));
        return model.doubts().stream().allMatch(doubt -> isSameUser && UnreadSources.isOfRbac(doubt));
    }

    private boolean isKnown(Subject subject) {
        return before.userOf(subject).isPresent();
    }
}
