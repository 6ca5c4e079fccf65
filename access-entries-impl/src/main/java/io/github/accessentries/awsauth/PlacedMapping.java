package io.github.accessentries.awsauth;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.awsauth.AwsAuth.ArnMapping;

/**
 * A mapping and its place in the ConfigMap. Immutable.
 *
 * @param list the key of its list: {@code mapRoles}, {@code mapUsers} or {@code mapAccounts}
 * @param index its index in the list, from 0
 * @param mapping the mapping; for a whole account, the one that results for a single principal
 */
public record PlacedMapping(String list, int index, ArnMapping mapping) {

    /**
     * Requires all parts.
     *
     * @param list the key of its list
     * @param index its index in the list
     * @param mapping the mapping
     */
    public PlacedMapping {
        requireNonNull(list, "list");
        requireNonNull(mapping, "mapping");
    }

    /**
     * The place, written as in the faults of {@link AwsAuth}.
     *
     * @return for example {@code mapRoles[2]}
     */
    public String place() {
        return list + "[" + index + "]";
    }
}
