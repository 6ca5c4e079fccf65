package io.github.accessentries.mapping;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** When two ARNs of principals are of the same one: IAM has no two names in an account that differ only in letter case. */
final class SameArn {

    private SameArn() {}

    /** Only the letters of ASCII are alike, so that no look-alike of a letter passes for it. */
    static Predicate<String> as(String arn) {
        return Pattern.compile(arn, Pattern.LITERAL | Pattern.CASE_INSENSITIVE).asMatchPredicate();
    }
}
