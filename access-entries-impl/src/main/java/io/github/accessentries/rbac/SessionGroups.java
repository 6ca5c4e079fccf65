package io.github.accessentries.rbac;

import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.PrincipalUsers.Mapped;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which of the groups that grant something a session can be in whose groups are templates. Whoever assumes a role chooses
 * the name of the session, so this is not known beforehand. Immutable.
 */
final class SessionGroups {

    private final List<String> granting;

    SessionGroups(Collection<String> boundGroups) {
        // The masters first, since one group is enough of an example.
        this.granting = Stream.concat(Stream.of(GrantedToMasters.GROUP), new TreeSet<>(boundGroups).stream())
                .distinct()
                .toList();
    }

    /** One sentence for each template that can become the name of a group to which something is granted. */
    List<String> doubts(Mapped mapped) {
        // Nearly all groups are fixed, and models ask for tens of thousands of principals.
        for (String group : mapped.groups()) {
            if (!UsernameTemplate.of(group).isFixed()) {
                return doubtsOfTemplates(mapped);
            }
        }
        return List.of();
    }

    private List<String> doubtsOfTemplates(Mapped mapped) {
        return mapped.groups().stream()
                .map(UsernameTemplate::of)
                .filter(template -> !template.placeholders().isEmpty())
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .flatMap(template -> granting.stream()
                        .filter(template::canBe)
                        .findFirst()
                        .map(group -> "the group " + PlainText.name(template.toString()) + " of " + mapped.principal()
                                + " depends on the session and can be " + PlainText.name(group)
                                + ", so it may be allowed more in some sessions")
                        .stream())
                .toList();
    }
}
