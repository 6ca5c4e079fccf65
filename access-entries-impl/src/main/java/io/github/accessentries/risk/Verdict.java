package io.github.accessentries.risk;

/**
 * How bad a right is where it is held.
 *
 * @param severity how urgent it is
 * @param note what is to be added to the effect of its kind, beginning with a comma or blank; empty if nothing is
 */
record Verdict(Severity severity, String note) {

    static Verdict of(Severity severity) {
        return new Verdict(severity, "");
    }

    Verdict atMost(Severity most) {
        return severity.compareTo(most) < 0 ? new Verdict(most, note) : this;
    }

    Verdict noting(String more) {
        return new Verdict(severity, note + more);
    }

    /** The more urgent of two, the first if they are equal. */
    static Verdict worse(Verdict one, Verdict other) {
        return other.severity().compareTo(one.severity()) < 0 ? other : one;
    }
}
