package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two models subject by subject. */
final class Comparison {

    private final AccessModel earlier;
    private final AccessModel later;
    private final SharedComparison shared = new SharedComparison();

    Comparison(AccessModel earlier, AccessModel later) {
        this.earlier = earlier;
        this.later = later;
    }

    ModelComparison run() {
        List<SubjectComparison> changes = new ArrayList<>();
        List<Subject> unchanged = new ArrayList<>();
        if (earlier == later) {
            // Whatever is unknown of it, nothing of it changes.
            return ModelComparison.builder().unchanged(earlier.subjects()).build();
        }
        Set<String> doubts = new LinkedHashSet<>(earlier.doubts());
        doubts.addAll(later.doubts());
        Set<Subject> subjects = new TreeSet<>(earlier.subjects());
        subjects.addAll(later.subjects());
        for (Subject subject : subjects) {
            SubjectComparison comparison = compare(subject);
            boolean isUnchanged = comparison == null || comparison.isUnchanged();
            if (isUnchanged) {
                unchanged.add(subject);
            } else {
                changes.add(comparison);
            }
            addDoubts(subject, isUnchanged, doubts);
        }
        doubts.addAll(shared.doubts());
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
        if (!isUnchanged || !before.equals(after) || !isInDoubtAlike(subject)) {
            before.forEach(doubt -> doubts.add(subject + ": " + doubt));
            after.forEach(doubt -> doubts.add(subject + ": " + doubt));
        }
    }

    /** Whether what may be more than is known is so at the same places: the doubt says only why. */
    private boolean isInDoubtAlike(Subject subject) {
        return !(earlier instanceof ClusterModel one && later instanceof ClusterModel other)
                || one.policiesInDoubt(subject).equals(other.policiesInDoubt(subject));
    }

    /** What is another for a subject, {@code null} where it is quick to see that nothing is. */
    private @Nullable SubjectComparison compare(Subject subject) {
        if (earlier instanceof ClusterModel one && later instanceof ClusterModel other) {
            List<Given> before = givenTo(subject, one);
            List<Given> after = givenTo(subject, other);
            return pieces(before).equals(pieces(after)) ? null : shared.compare(subject, before, after);
        }
        PermissionDifference<Reason> difference = PermissionDifference.between(
                taken(earlier.permissionsOf(subject)), taken(later.permissionsOf(subject)));
        Telling<Reason> telling = Telling.plain();
        return SubjectComparison.builder()
                .subject(subject)
                .gained(Telling.sorted(telling.told(difference.gained())))
                .lost(Telling.sorted(telling.told(difference.lost())))
                .kept(Telling.sorted(telling.told(difference.kept())))
                .build();
    }

    private static List<Given> givenTo(Subject subject, ClusterModel model) {
        return model.userOf(subject).map(model::givenTo).orElse(List.of());
    }

    private static Set<Given.Piece> pieces(List<Given> given) {
        return given.stream().map(Given::piece).collect(Collectors.toSet());
    }

    private static GrantedPermissions<Reason> taken(Permissions permissions) {
        GrantedPermissions<Reason> set = new GrantedPermissions<>();
        permissions.all().forEach(each -> set.add(each.where(), each.rule(), each.reasons()));
        return set;
    }
}
