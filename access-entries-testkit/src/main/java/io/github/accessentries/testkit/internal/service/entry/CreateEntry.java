package io.github.accessentries.testkit.internal.service.entry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CreateAccessEntry is asked to do. Whatever the caller left out is {@code null}, which is not the same as empty.
 *
 * @param cluster the name of the cluster
 * @param principalArn whose entry it will be
 * @param username the user name
 * @param groups the groups
 * @param type the type
 * @param tags the tags
 * @param clientRequestToken what makes a repeated request count once
 */
public record CreateEntry(
        String cluster,
        String principalArn,
        @Nullable String username,
        @Nullable List<String> groups,
        @Nullable String type,
        @Nullable Map<String, String> tags,
        @Nullable String clientRequestToken) {}
