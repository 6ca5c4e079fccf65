package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Denials;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether callers may do what they ask, and the resource that IAM names if they may not. */
public final class CallPermissions {

    private final RegionOfAccount place;
    private final Clusters clusters;
    private final Denials denials;
    private final PrincipalRules principals;

    CallPermissions(RegionOfAccount place, Clusters clusters, Denials denials, PrincipalRules principals) {
        this.place = place;
        this.clusters = clusters;
        this.denials = denials;
        this.principals = principals;
    }

    /**
     * Refuses a call that its caller may not make.
     *
     * @param key who calls
     * @param operation what is called
     * @param subject what the call is about: the cluster by {@code name}, or {@code principalArn} or {@code resourceArn}
     */
    public void require(AccessKey key, String operation, Map<String, String> subject) {
        if (denials.include(key.owner().arn(), operation)) {
            throw DocumentedFaults.accessDenied(key.caller().arn(), operation, resource(operation, subject));
        }
    }

    private String resource(String operation, Map<String, String> subject) {
        @Nullable String tagged = subject.get("resourceArn");
        if (tagged != null) {
            return tagged;
        }
        if (operation.equals("ListAccessPolicies")) {
            return "*";
        }
        String cluster = subject.getOrDefault("name", "*");
        @Nullable String principalArn = subject.get("principalArn");
        return principalArn == null ? place.arn("cluster/" + cluster) : entry(cluster, principalArn);
    }

    /** The ARN of an entry says more than the request does; if there is no entry, IAM shows blanks instead. */
    private String entry(String cluster, String principalArn) {
        return principals
                .parse(principalArn)
                .flatMap(principal ->
                        clusters.find(cluster).flatMap(state -> state.entries().find(principal)))
                .map(StoredEntry::arn)
                .orElseGet(() -> place.arn("access-entry/" + cluster + "////*"));
    }
}
