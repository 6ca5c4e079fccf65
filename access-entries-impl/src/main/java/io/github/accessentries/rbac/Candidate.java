package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as one user: a subject, or a principal with one of the user names that its sessions can have.
 *
 * @param number the place in the order of all
 * @param subjectNumber that of its subject, whatever the session
 * @param subject who
 * @param session the user name of the session, if it is for one
 * @param user the user
 * @param doubts why it is unknown whether the subject is this user at all
 */
record Candidate(
        int number,
        int subjectNumber,
        Subject subject,
        @Nullable String session,
        KubernetesUser user,
        List<String> doubts) {

    /** By their numbers, in the order of the subjects; a principal stands before its sessions. */
    static List<Candidate> all(ClusterAuthorizer authorizer, Collection<Subject> subjects, PrincipalUsers principals) {
        SessionNames sessions = new SessionNames(authorizer.rbac().usernames());
        List<Candidate> all = new ArrayList<>();
        for (Subject subject : subjects) {
            if (subject instanceof Subject.Principal principal) {
                addPrincipal(principal, principals, sessions, all);
            } else {
                all.add(general(all.size(), subject, SubjectUsers.of(subject), List.of()));
            }
        }
        return all;
    }

    private static void addPrincipal(
            Subject.Principal principal, PrincipalUsers principals, SessionNames sessions, List<Candidate> all) {
        int number = all.size();
        Optional<String> doubt = principals.doubtOf(principal.arn());
        if (doubt.isPresent()) {
            KubernetesUser nobody = KubernetesUser.builder().username("").build();
            all.add(general(number, principal, nobody, List.of(doubt.get())));
            return;
        }
        PrincipalUsers.Mapped mapped = principals.find(principal.arn()).orElseThrow();
        all.add(general(number, principal, SubjectUsers.of(mapped), principals.doubtsAboutGroupsOf(principal.arn())));
        sessions.of(mapped.username())
                .forEach(session -> all.add(new Candidate(
                        all.size(), number, principal, session, SubjectUsers.of(mapped, session), List.of())));
    }

    private static Candidate general(int number, Subject subject, KubernetesUser user, List<String> doubts) {
        return new Candidate(number, number, subject, null, user, doubts);
    }

    boolean isOfOneSession() {
        return session != null;
    }
}
