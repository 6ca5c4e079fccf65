package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as one user: a subject, or a principal with one of the user names that its sessions can have. Immutable; the user
 * itself is made when it is first asked for, since of the many that a model has, a question is about few.
 */
final class Candidate {

    private final int number;
    private final int subjectNumber;
    private final Subject subject;
    /** The user that a principal is, as templates; {@code null} for other subjects, and where that is unknown. */
    private final PrincipalUsers.@Nullable Mapped mapped;

    private final @Nullable String session;
    private final List<String> doubts;
    private volatile @Nullable KubernetesUser user;

    private Candidate(
            int number,
            int subjectNumber,
            Subject subject,
            PrincipalUsers.@Nullable Mapped mapped,
            @Nullable String session,
            List<String> doubts) {
        this.number = number;
        this.subjectNumber = subjectNumber;
        this.subject = subject;
        this.mapped = mapped;
        this.session = session;
        this.doubts = doubts;
    }

    /** By their numbers, in the order of the subjects; a principal stands before its sessions. */
    static List<Candidate> all(ClusterAuthorizer authorizer, Collection<Subject> subjects, PrincipalUsers principals) {
        SessionNames sessions = new SessionNames(authorizer.rbac().usernames());
        List<Candidate> all = new ArrayList<>(subjects.size());
        for (Subject subject : subjects) {
            if (subject instanceof Subject.Principal principal) {
                addPrincipal(principal, principals, sessions, all);
            } else {
                all.add(new Candidate(all.size(), all.size(), subject, null, null, List.of()));
            }
        }
        return all;
    }

    private static void addPrincipal(
            Subject.Principal principal, PrincipalUsers principals, SessionNames sessions, List<Candidate> all) {
        int number = all.size();
        PrincipalUsers.Mapped mapped = principals.known(principal.arn());
        String doubt = principals.doubtOf(mapped);
        if (doubt != null) {
            all.add(new Candidate(number, number, principal, null, null, List.of(doubt)));
            return;
        }
        all.add(new Candidate(number, number, principal, mapped, null, principals.doubtsAboutGroupsOf(mapped)));
        sessions.of(mapped.username())
                .forEach(session -> all.add(new Candidate(all.size(), number, principal, mapped, session, List.of())));
    }

    /** The place in the order of all. */
    int number() {
        return number;
    }

    /** That of the subject, whatever the session. */
    int subjectNumber() {
        return subjectNumber;
    }

    Subject subject() {
        return subject;
    }

    /** The user name of the session, {@code null} unless it is for one. */
    @Nullable
    String session() {
        return session;
    }

    boolean isOfOneSession() {
        return session != null;
    }

    /** Why it is unknown whether the subject is this user at all. */
    List<String> doubts() {
        return doubts;
    }

    /** The name of the user. */
    String username() {
        if (mapped != null) {
            return session == null ? mapped.username() : session;
        }
        return SubjectUsers.usernameOf(subject);
    }

    /** The groups of the user, without the one that the API server adds for whoever has an IAM identity. */
    Collection<String> groups() {
        return mapped == null ? SubjectUsers.groupsOf(subject) : mapped.groups();
    }

    /** The ARN by which access policies count, the empty text if none can. */
    String canonicalArn() {
        return mapped == null ? "" : mapped.principal().canonical();
    }

    KubernetesUser user() {
        KubernetesUser made = user;
        if (made == null) {
            made = mapped == null ? SubjectUsers.of(subject) : SubjectUsers.of(mapped, username());
            user = made;
        }
        return made;
    }
}
