package io.github.accessentries.internal.iac;

import io.github.accessentries.PrincipalArn;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of resources within a document, made of the names of principals. */
public final class LogicalNames {

    private final String prefix;
    private final String forbidden;
    private final String replacement;
    private final Set<String> taken = new HashSet<>();

    /**
     * Starts with no name taken.
     *
     * @param prefix what each name begins with
     * @param forbidden a regular expression of what a name may not have
     * @param replacement what stands there instead
     */
    public LogicalNames(String prefix, String forbidden, String replacement) {
        this.prefix = prefix;
        this.forbidden = forbidden;
        this.replacement = replacement;
    }

    /**
     * A name that no other principal has got: IAM allows more letters than documents do.
     *
     * @param principal the principal
     * @return a new name
     */
    public String nameOf(PrincipalArn principal) {
        String name = prefix + principal.name().replaceAll(forbidden, replacement);
        String free = name;
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = name + replacement + number;
        }
        return free;
    }
}
