package io.github.accessentries.testkit.internal.kubernetes.custom;

import java.util.Comparator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which versions are preferred: stable ones, then betas, then alphas, the higher first; then all others. */
final class VersionOrder {

    private static final Pattern VERSION = Pattern.compile("v([0-9]{1,9})(?:(alpha|beta)([0-9]{1,9}))?");

    private VersionOrder() {}

    static <T> Comparator<T> by(Function<T, String> version) {
        return Comparator.comparing(version, VersionOrder::compare);
    }

    private static int compare(String one, String other) {
        Matcher left = VERSION.matcher(one);
        Matcher right = VERSION.matcher(other);
        boolean isLeft = left.matches();
        boolean isRight = right.matches();
        if (!isLeft || !isRight) {
            return isLeft == isRight ? one.compareTo(other) : isLeft ? -1 : 1;
        }
        int byStability = Integer.compare(stability(left), stability(right));
        int byMajor = Integer.compare(number(right, 1), number(left, 1));
        int byMinor = Integer.compare(number(right, 3), number(left, 3));
        return byStability != 0 ? byStability : byMajor != 0 ? byMajor : byMinor;
    }

    private static int stability(Matcher version) {
        return version.group(2) == null ? 0 : version.group(2).equals("beta") ? 1 : 2;
    }

    private static int number(Matcher version, int group) {
        return version.group(group) == null ? 0 : Integer.parseInt(version.group(group));
    }
}
