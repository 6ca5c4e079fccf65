package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import java.util.List;

/**
 * A rule that was merged out of others, and where it applies, before it is told.
 *
 * @param where where it applies
 * @param rule what is allowed
 * @param text the rule as rules of one place are sorted
 * @param except what is not, although the rule has it
 * @param reasons what stands for the reasons
 * @param <R> what stands for a reason
 */
record MergedRule<R>(Where where, Rule rule, String text, List<MergedRule<R>> except, List<R> reasons) {}
