package io.github.accessentries.audit;

import java.util.Comparator;
import java.util.List;

/** The order in which people read rules. */
final class KindOrder {

    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    /** Reading before writing, as kubectl has it; what is not of these comes behind. */
    static final Comparator<String> BY_VERB = Comparator.<String>comparingInt(
                    verb -> VERBS.contains(verb) ? VERBS.indexOf(verb) : VERBS.size())
            .thenComparing(Comparator.naturalOrder());

    static final Comparator<UsedAccess.Kind> ORDER = Comparator.comparing(UsedAccess.Kind::isPath)
            .thenComparing(UsedAccess.Kind::place)
            .thenComparing(UsedAccess.Kind::apiGroup)
            .thenComparing(UsedAccess.Kind::what)
            .thenComparing(UsedAccess.Kind::verb, BY_VERB);

    private KindOrder() {}
}
