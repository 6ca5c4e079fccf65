package io.github.accessentries.risk;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.question.AnswerGrounds;
import io.github.accessentries.internal.question.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * As whom principals can come besides what they are in any session: whoever assumes a role chooses the name of its session, and with it
 * the user name, as far as the template leaves it open. Immutable.
 */
final class SessionUsers {

    private final Map<Subject, List<KubernetesUser>> sessions = new HashMap<>();

    SessionUsers(AccessModel model) {
        if (model instanceof AnswerGrounds grounds) {
            for (Asked asked : grounds.everybody()) {
                if (asked.session() != null) {
                    sessions.computeIfAbsent(asked.subject(), each -> new ArrayList<>())
                            .add(asked.user());
                }
            }
        }
    }

    /** The users of sessions whose names a binding has. */
    List<KubernetesUser> of(Subject subject) {
        return sessions.getOrDefault(subject, List.of());
    }
}
