package io.github.accessentries.internal.question;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of whom whole questions are answered. Immutable.
 *
 * @param subject who
 * @param session the user name of one of a principal's sessions, {@code null} for what it has in any
 * @param user the user that it is, nobody where that is unknown
 * @param doubts why it may have more than that user is given
 */
public record Asked(Subject subject, @Nullable String session, KubernetesUser user, List<PlacedDoubt> doubts) {}
