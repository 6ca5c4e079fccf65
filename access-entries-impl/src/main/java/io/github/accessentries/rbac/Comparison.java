package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares two models subject by subject. */
final class Comparison {

    private final AccessModel earlier;
    private final AccessModel later;

    Comparison(AccessModel earlier, AccessModel later) {
        this.earlier = earlier;
        this.later = later;
    }

    ModelComparison run() {
        List<SubjectComparison> changes = new ArrayList<>();
        List<Subject> unchanged = new ArrayList<>();
        Set<String> doubts = new LinkedHashSet<>(earlier.doubts());
        doubts.addAll(later.doubts());
        Set<Subject> subjects = new TreeSet<>(earlier.subjects());
        subjects.addAll(later.subjects());
        for (Subject subject : subjects) {
            SubjectComparison comparison = isGivenTheSame(subject)
                    ? null
                    : compare(subject, earlier.permissionsOf(subject), later.permissionsOf(subject));
            boolean isUnchanged = comparison == null || comparison.isUnchanged();
            if (isUnchanged) {
                unchanged.add(subject);
            } else {
                changes.add(comparison);
            }
            addDoubts(subject, isUnchanged, doubts);
        }
        return ModelComparison.builder()
                .changes(changes)
                .unchanged(unchanged)
                .doubts(doubts)
                .build();
    }

    /** What is unknown of a subject, but the same on both, cannot change what did not change otherwise either. */
    private void addDoubts(Subject subject, boolean isUnchanged, Set<String> doubts) {
        List<String> before = earlier.doubtsAbout(subject);
        List<String> after = later.doubtsAbout(subject);
        if (!isUnchanged || !before.equals(after)) {
            before.forEach(doubt -> doubts.add(subject + ": " + doubt));
            after.forEach(doubt -> doubts.add(subject + ": " + doubt));
        }
    }

    /** Most are, and that is quick to see. */
    private boolean isGivenTheSame(Subject subject) {
        return earlier instanceof ClusterModel one
                && later instanceof ClusterModel other
                && piecesOf(one, subject).equals(piecesOf(other, subject));
    }

    private static Set<ClusterModel.Piece> piecesOf(ClusterModel model, Subject subject) {
        return model.userOf(subject).map(model::piecesOf).orElse(Set.of());
    }

    private static SubjectComparison compare(Subject subject, Permissions before, Permissions after) {
        GrantedPermissions old = GrantedPermissions.of(before);
        GrantedPermissions now = GrantedPermissions.of(after);
        return SubjectComparison.builder()
                .subject(subject)
                .gained(now.minus(old))
                .lost(old.minus(now))
                .kept(Permissions.of(now.intersection(old).reduced().merged(List.of()), List.of()))
                .build();
    }
}
