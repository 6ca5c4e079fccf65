package io.github.accessentries.authz;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What would change for whom if one model became another. Exact: it does not try requests, it compares the rules
 * themselves, wildcards, patterns of namespaces and exceptions included. Immutable.
 *
 * @param changes the subjects of either model that gain or lose something, sorted
 * @param unchanged the subjects of either model that may do exactly the same on both, sorted
 */
public record ModelComparison(List<SubjectComparison> changes, List<Subject> unchanged) {

    /**
     * Keeps copies of the lists.
     *
     * @param changes the subjects that gain or lose something
     * @param unchanged the other subjects
     */
    public ModelComparison {
        changes = List.copyOf(changes);
        unchanged = List.copyOf(unchanged);
    }

    /**
     * Whether nobody gains or loses anything.
     *
     * @return {@code true} if there are no {@link #changes()}
     */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * What changes for one subject.
     *
     * @param subject who
     * @return what it gains, loses and keeps, empty if it may do exactly the same on both models
     */
    public Optional<SubjectComparison> changesOf(Subject subject) {
        return changes.stream().filter(each -> each.subject().equals(subject)).findFirst();
    }

    /**
     * The changes for people, gains with a {@code +}, losses with a {@code -}.
     *
     * @return several lines, or {@code no changes}
     */
    @Override
    public String toString() {
        return isEmpty()
                ? "no changes"
                : changes.stream().map(SubjectComparison::toString).collect(Collectors.joining());
    }
}
