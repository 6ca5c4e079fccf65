package io.github.accessentries.mapping;

import java.util.List;
import java.util.Optional;

/**
 * The beginnings of user names that Kubernetes and AWS keep for themselves, by the EKS user guide ("Create access
 * entries"). Kubernetes compares user names exactly, so letter case matters.
 */
final class ReservedNames {

    private static final List<String> PREFIXES = List.of("system:", "eks:", "aws:", "amazon:", "iam:");

    private ReservedNames() {}

    static Optional<String> prefixOf(String username) {
        return PREFIXES.stream().filter(username::startsWith).findFirst();
    }
}
