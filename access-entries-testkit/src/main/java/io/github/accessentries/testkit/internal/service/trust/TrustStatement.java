package io.github.accessentries.testkit.internal.service.trust;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One statement of a trust policy.
 *
 * @param allow whether it allows or denies
 * @param actions such as {@code sts:AssumeRole} and {@code sts:*}
 * @param callers ARNs, accounts, or {@code *}
 * @param providers ARNs of the providers of web identities, or {@code *}
 * @param conditions all of which must hold
 */
public record TrustStatement(
        boolean allow,
        List<String> actions,
        Set<String> callers,
        Set<String> providers,
        List<TrustCondition> conditions) {

    private static final String ANYBODY = "*";

    boolean speaksOf(TrustQuestion question) {
        return actions.stream().anyMatch(action -> isAction(action, question.action()))
                && isAbout(question)
                && conditions.stream().allMatch(condition -> condition.holds(question.context()));
    }

    private static boolean isAction(String pattern, String action) {
        return TrustCondition.Wildcards.match(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }

    private boolean isAbout(TrustQuestion question) {
        if (question.federatedBy().isPresent()) {
            return providers.contains(ANYBODY)
                    || providers.contains(question.federatedBy().get());
        }
        return callers.contains(ANYBODY) || question.callers().stream().anyMatch(callers::contains);
    }
}
