package io.github.accessentries.testkit.internal.service.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What UpdateAccessEntry is asked to do. Whatever the caller left out is {@code null}, which is not the same as empty.
 *
 * @param cluster the name of the cluster
 * @param principalArn whose entry it is
 * @param username the user name
 * @param groups the groups
 * @param clientRequestToken what makes a repeated request count once
 */
public record UpdateEntry(
        String cluster,
        String principalArn,
        @Nullable String username,
        @Nullable List<String> groups,
        @Nullable String clientRequestToken) {}
