package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Finding.Kind;

/** Findings about the {@code aws-auth} ConfigMap, and what they rest on. Each has a subject, so that one can be signed off alone. */
public final class AwsAuthFindings {

    private AwsAuthFindings() {}

    /**
     * The ConfigMap itself was not read.
     *
     * @return the finding, whose subject is the ConfigMap
     */
    public static Finding notRead() {
        return stillUsed(
                "aws-auth",
                "the aws-auth ConfigMap was not read, and principals that have access only through it would lose it;"
                        + " have it read as well");
    }

    static Finding notFullyRead(String fault) {
        return stillUsed(
                PlainText.of(fault),
                "this part of the aws-auth ConfigMap could not be read, and whoever has access through it would lose it;"
                        + " correct the ConfigMap");
    }

    static Finding stillUsed(String subject, String text) {
        return Finding.builder()
                .kind(Kind.AWS_AUTH_STILL_USED)
                .subject(subject)
                .text(text)
                .build();
    }

    /** Whether an entry certainly gives what a mapping gives, whatever RBAC grants. */
    static boolean givesAll(AccessEntry entry, ArnMapping mapping) {
        return entry.scopeOf(AccessPolicy.CLUSTER_ADMIN)
                        .filter(AccessScope::isClusterWide)
                        .isPresent()
                || (mapping.username().equals(entry.username())
                        && entry.groups().containsAll(mapping.groups()));
    }
}
