package io.github.accessentries.authz;

/** One ground on which a request is allowed. */
public sealed interface Reason permits GrantedByBinding, GrantedByCustomPolicy, GrantedByPolicy, GrantedToMasters {

    /**
     * The ground in the words of a cluster's audit log.
     *
     * @return one sentence
     */
    String text();
}
