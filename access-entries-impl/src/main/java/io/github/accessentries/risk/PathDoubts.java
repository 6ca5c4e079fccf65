package io.github.accessentries.risk;

import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Why there may be paths that are not found. */
final class PathDoubts {

    private final AccessModel model;
    /** The names of users who have or reach full control. */
    private final Set<String> powerful;

    private final UnknownReach unknown;
    private final DoubtfulReach reach;

    PathDoubts(AccessModel model, Set<String> powerful, UnknownReach unknown, DoubtfulReach reach) {
        this.model = model;
        this.unknown = unknown;
        this.powerful = Set.copyOf(powerful);
        this.reach = reach;
    }

    List<String> about(Subject subject) {
        Set<String> all = new LinkedHashSet<>(model.doubts());
        all.addAll(model.doubtsAbout(subject));
        all.addAll(ofSessions(subject));
        all.addAll(unknown.of(List.of(subject)));
        all.addAll(reach.from(subject));
        return inPlainText(all);
    }

    private static List<String> inPlainText(Set<String> doubts) {
        return doubts.stream().map(PlainText::of).distinct().toList();
    }

    /** Each once, with those whom it concerns; then what those who begin paths can become of which there is one. */
    List<String> aboutAll(Iterable<Subject> subjects, Collection<Subject> starts) {
        Map<String, List<Subject>> concerned = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            List<String> own = new ArrayList<>(model.doubtsAbout(subject));
            own.addAll(ofSessions(subject));
            own.forEach(doubt ->
                    concerned.computeIfAbsent(doubt, each -> new ArrayList<>()).add(subject));
        }
        Set<String> all = new LinkedHashSet<>(model.doubts());
        concerned.forEach((doubt, whom) -> all.add(
                doubt + " (" + whom.get(0) + (whom.size() == 1 ? "" : " and " + (whom.size() - 1) + " more") + ")"));
        all.addAll(unknown.of(starts));
        all.addAll(reach.from(starts));
        return inPlainText(all);
    }

    /** Whoever assumes a role chooses the name of the session, and with it the user name, as far as the template leaves it open. */
    private List<String> ofSessions(Subject subject) {
        if (!(subject instanceof Subject.Principal) || powerful.isEmpty()) {
            return List.of();
        }
        String username = model.userOf(subject).map(KubernetesUser::username).orElse("");
        UsernameTemplate template = UsernameTemplate.of(username);
        if (template.isFixed() || template.placeholders().isEmpty()) {
            return List.of();
        }
        Map<String, String> possible = new TreeMap<>();
        for (String name : powerful) {
            if (template.canBe(name)) {
                possible.put(
                        name,
                        "whoever assumes the role chooses the name of its session and so can be "
                                + new Subject.User(name) + ", which has a path or more");
            }
        }
        return List.copyOf(possible.values());
    }
}
