package io.github.accessentries.authz;

import java.util.List;

/**
 * A rule and where it holds. Immutable.
 *
 * @param where where it holds
 * @param rule what is allowed
 * @param except what is not, although the rule has it; only comparing makes such, where a rule with {@code *} is partly
 *     covered by another. Exceptions have no exceptions of their own
 * @param reasons who gives it: the grounds of all rules that were merged into this one, each once
 */
public record Permission(Where where, Rule rule, List<Permission> except, List<Reason> reasons) {

    /**
     * Keeps copies of the lists.
     *
     * @param where where it holds
     * @param rule what is allowed
     * @param except what is not, although the rule has it
     * @param reasons who gives it
     */
    public Permission {
        except = List.copyOf(except);
        reasons = List.copyOf(reasons);
    }

    /**
     * Whether this allows a request.
     *
     * @param request what is asked
     * @return {@code true} if the rule has it, here, and no exception does
     */
    public boolean allows(AccessRequest request) {
        return where.includes(request.namespace().orElse(null))
                && rule.allows(request)
                && except.stream().noneMatch(exception -> exception.allows(request));
    }

    /**
     * The permission in words.
     *
     * @return for example {@code in team-a: get, list pods}
     */
    @Override
    public String toString() {
        return where + ": " + inWords();
    }

    /** Without the place; exceptions name theirs where it is another. */
    String inWords() {
        if (except.isEmpty()) {
            return rule.toString();
        }
        return rule + ", except "
                + String.join(
                        "; ",
                        except.stream()
                                .map(exception -> exception.where().equals(where)
                                        ? exception.rule().toString()
                                        : exception.rule() + " " + exception.where())
                                .toList());
    }
}
