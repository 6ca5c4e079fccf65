package io.github.accessentries.testkit.internal.service.sts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AssumeRole is asked to do, as it came. Whatever the caller left out is {@code null} or empty.
 *
 * @param session which session of which role
 * @param externalId what a trust policy may ask of a third party
 * @param serialNumber of a second factor
 * @param tokenCode that the second factor shows
 * @param sourceIdentity who is behind the session
 * @param tags of the session
 */
public record AssumeRole(
        SessionRequest session,
        @Nullable String externalId,
        @Nullable String serialNumber,
        @Nullable String tokenCode,
        @Nullable String sourceIdentity,
        Map<String, String> tags) {}
