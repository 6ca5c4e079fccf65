package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.text.PlainText;

/**
 * Whose entry on which cluster.
 *
 * @param cluster the name of the cluster
 * @param principal the ARN of the principal, as it is written
 */
record EntryKey(String cluster, String principal) {

    @Override
    public String toString() {
        return PlainText.of(principal + " on " + cluster);
    }
}
