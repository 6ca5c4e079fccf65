package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RateLimit;
import io.github.accessentries.internal.audit.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * The calls to EKS for one cluster, in terms of the library's own values and exceptions. Makes no decisions.
 * Implementations are thread-safe.
 */
public interface EksCalls extends EntryCalls {

    /**
     * The calls through a client of the SDK.
     *
     * @param eks the client, which the caller closes
     * @param cluster the cluster's name
     * @param rateLimit the most calls to make in a second
     * @return the calls, with one audit line for each change
     */
    static EksCalls of(EksClient eks, String cluster, RateLimit rateLimit) {
        return new SdkEksCalls(EksChannel.of(eks, rateLimit, AuditLog.standard()), cluster, new EksTime());
    }

    /**
     * The cluster that all calls are about.
     *
     * @return its name
     */
    String cluster();

    /**
     * Reads one entry, which must exist.
     *
     * @param principal the principal of the entry
     * @return the entry with its policies
     * @throws AccessEntryNotFoundException if there is none
     */
    default AccessEntry get(PrincipalArn principal) {
        return find(principal)
                .orElseThrow(() -> new AccessEntryNotFoundException(
                        principal + " has no access entry on cluster " + cluster() + "; principals() lists the"
                                + " existing ones, grant() creates one",
                        ErrorContext.builder()
                                .cluster(cluster())
                                .principal(principal)
                                .build(),
                        null));
    }

    /**
     * Lists the principals, with one call for each page.
     *
     * @return the principals in the order in which EKS lists them
     */
    List<PrincipalArn> principals();

    /**
     * Lists the access policies, with one call for each page.
     *
     * @return the policies in the order in which EKS lists them
     */
    List<AccessPolicy> policies();

    /**
     * Reads the cluster's authentication mode and versions.
     *
     * @return the mode and the versions
     */
    ClusterFacts facts();

    /**
     * Starts to change the cluster's authentication mode.
     *
     * @param mode the next mode
     * @return the id of the update
     */
    String changeMode(AuthenticationMode mode);

    /**
     * Reads the state of an update.
     *
     * @param id the id of the update
     * @return its state
     */
    UpdateState update(String id);

    /**
     * The time at EKS when it last answered, as the answer itself tells it.
     *
     * @return the time to the second, empty if no answer told it
     */
    Optional<Instant> answeredAt();
}
