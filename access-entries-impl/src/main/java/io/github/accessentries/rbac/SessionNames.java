package io.github.accessentries.rbac;

import io.github.accessentries.UsernameTemplate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which of the user names that bindings name somebody can take on whose own is a template: whoever assumes a role chooses
 * the name of the session. For one thread.
 */
final class SessionNames {

    private final TreeSet<String> bound;
    private final Map<String, List<String>> byTemplate = new HashMap<>();

    SessionNames(Collection<String> boundUsernames) {
        this.bound = new TreeSet<>(boundUsernames);
    }

    List<String> of(String username) {
        UsernameTemplate template = UsernameTemplate.of(username);
        return template.isFixed() ? List.of() : byTemplate.computeIfAbsent(username, each -> find(template));
    }

    private List<String> find(UsernameTemplate template) {
        if (template.placeholders().isEmpty()) {
            return List.of();
        }
        String start = template.fixedStart();
        return bound.tailSet(start).stream()
                .takeWhile(name -> name.startsWith(start))
                .filter(template::canBe)
                .toList();
    }
}
