package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RateLimit;
import io.github.accessentries.internal.audit.AuditLine;
import java.util.List;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * The calls to EKS about one cluster: our values in, our values and exceptions out. Decides nothing. Implementations
 * are thread-safe.
 */
public interface EksCalls extends EntryCalls {

    /**
     * The calls of the SDK's client.
     *
     * @param eks the client, which stays the caller's
     * @param cluster the cluster's name
     * @param rateLimit how many calls go out at most
     * @return the calls, with one audit line for each change
     */
    static EksCalls of(EksClient eks, String cluster, RateLimit rateLimit) {
        return new SdkEksCalls(EksChannel.of(eks, rateLimit, LoggerFactory.getLogger(AuditLine.LOGGER)), cluster);
    }

    /**
     * The cluster that all calls are about.
     *
     * @return its name
     */
    String cluster();

    /**
     * Reads one entry that has to be there.
     *
     * @param principal the principal of the entry
     * @return the entry with its policies
     * @throws AccessEntryNotFoundException if there is none
     */
    default AccessEntry get(PrincipalArn principal) {
        return find(principal)
                .orElseThrow(() -> new AccessEntryNotFoundException(
                        "There is no access entry of " + principal + " on cluster " + cluster()
                                + "; principals() lists those that there are, grant() makes one",
                        ErrorContext.builder()
                                .cluster(cluster())
                                .principal(principal)
                                .build(),
                        null));
    }

    /**
     * Lists the principals, by one call for each page.
     *
     * @return the principals in the order in which EKS lists them
     */
    List<PrincipalArn> principals();

    /**
     * Lists the access policies, by one call for each page.
     *
     * @return the policies in the order in which EKS lists them
     */
    List<AccessPolicy> policies();

    /**
     * Reads what the cluster itself is.
     *
     * @return its mode and its versions
     */
    ClusterFacts facts();

    /**
     * Begins to change where the cluster looks for access.
     *
     * @param mode the next mode
     * @return the id of the update that this takes
     */
    String changeMode(AuthenticationMode mode);

    /**
     * Reads how far an update is.
     *
     * @param id the id of the update
     * @return its state
     */
    UpdateState update(String id);
}
