package io.github.accessentries.testkit.internal.service.trust;

import java.util.List;
import java.util.Set;

/**
 * Who may assume a role.
 *
 * @param document the policy as it was given, in JSON
 * @param statements what it says
 */
public record TrustPolicy(String document, List<TrustStatement> statements) {

    /** Of roles that nobody gave a policy: everybody may assume them, also by a web identity. */
    public static final TrustPolicy OPEN = new TrustPolicy(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:*\"}]}",
            List.of(new TrustStatement(true, List.of("sts:*"), Set.of("*"), Set.of("*"), List.of())));

    /**
     * Whether the policy allows something: a statement does, and none denies it.
     *
     * @param question who wants to do what
     * @param more further actions that the same call needs
     */
    public boolean allows(TrustQuestion question, List<String> more) {
        return allows(question) && more.stream().map(question::of).allMatch(this::allows);
    }

    private boolean allows(TrustQuestion question) {
        boolean allowed = false;
        for (TrustStatement statement : statements) {
            if (statement.speaksOf(question)) {
                if (!statement.allow()) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }
}
