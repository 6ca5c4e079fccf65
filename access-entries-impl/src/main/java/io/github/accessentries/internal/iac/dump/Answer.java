package io.github.accessentries.internal.iac.dump;

import java.util.List;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.Cluster;

/** What one call to EKS was answered with. */
sealed interface Answer {

    /** Where it stands, for messages. */
    String place();

    /** Of {@code describe-cluster}. */
    record OfCluster(String place, Cluster cluster) implements Answer {}

    /** Of {@code describe-access-entry}. */
    record OfEntry(String place, String cluster, AccessEntry entry) implements Answer {}

    /**
     * A page of a list.
     *
     * @param place where it stands
     * @param order its place among all answers; pages that stand one right behind the other have consecutive numbers
     * @param goesOn whether another page follows
     * @param items what is on it
     */
    record Page<T>(String place, int order, boolean goesOn, List<T> items) {}

    /** Of {@code list-access-entries}, which does not tell its cluster: the ARNs of principals. */
    record OfPrincipals(Page<String> page) implements Answer {
        @Override
        public String place() {
            return page.place();
        }
    }

    /** Of {@code list-associated-access-policies}. */
    record OfAssociations(String cluster, String principal, Page<AssociatedAccessPolicy> page) implements Answer {
        @Override
        public String place() {
            return page.place();
        }
    }

    /** Of {@code list-access-policies}. */
    record OfPolicies(Page<AccessPolicy> page) implements Answer {
        @Override
        public String place() {
            return page.place();
        }
    }
}
