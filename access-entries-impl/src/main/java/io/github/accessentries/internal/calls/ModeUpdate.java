package io.github.accessentries.internal.calls;

import io.github.accessentries.AuthenticationMode;
import java.time.Instant;

/**
 * An update that changed a cluster's authentication mode.
 *
 * @param target the mode that it was to change to; {@link AuthenticationMode#UNKNOWN} if EKS does not tell
 * @param begunAt when it began
 * @param state how it ended, if it has
 */
public record ModeUpdate(AuthenticationMode target, Instant begunAt, UpdateState state) {}
