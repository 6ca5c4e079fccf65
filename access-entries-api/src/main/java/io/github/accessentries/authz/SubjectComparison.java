package io.github.accessentries.authz;

/**
 * What is another for one subject between two models. Immutable.
 *
 * @param subject who
 * @param gained what it may do only on the later model, with the reasons there
 * @param lost what it may do only on the earlier model, with the reasons there
 * @param kept what it may do on both, with the reasons on the later model
 */
public record SubjectComparison(Subject subject, Permissions gained, Permissions lost, Permissions kept) {

    /**
     * Whether the subject may do exactly the same on both.
     *
     * @return {@code true} if nothing is gained and nothing lost
     */
    public boolean isUnchanged() {
        return gained.isEmpty() && lost.isEmpty();
    }

    /**
     * What is another, for people.
     *
     * @return several lines, without what is kept
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(subject.toString()).append('\n');
        append(text, '+', gained);
        append(text, '-', lost);
        return text.toString();
    }

    private static void append(StringBuilder text, char sign, Permissions permissions) {
        if (!permissions.isEmpty()) {
            permissions
                    .toString()
                    .lines()
                    .forEach(line -> text.append("  ")
                            .append(sign)
                            .append(' ')
                            .append(line)
                            .append('\n'));
        }
    }
}
