package io.github.accessentries.internal.iac.dump;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesResponse;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;

/**
 * EKS as a dump tells it, for whoever reads it as if it were live. What the dump lacks is unavailable, and nothing can be changed.
 *
 * @param answers what is known of the cluster
 * @param policies the access policies that EKS listed; empty if they are not in the dump
 * @param withAssociations whether entries are told with their policies; if not, as without any
 */
record DumpedEks(ClusterAnswers answers, Optional<List<AccessPolicy>> policies, boolean withAssociations)
        implements EksClient {

    @Override
    public DescribeClusterResponse describeCluster(DescribeClusterRequest request) {
        return DescribeClusterResponse.builder()
                .cluster(answers.cluster()
                        .orElseThrow(() -> unknown("nothing describes the cluster; call aws eks describe-cluster")))
                .build();
    }

    @Override
    public ListAccessEntriesResponse listAccessEntries(ListAccessEntriesRequest request) {
        answers.listGap().ifPresent(gap -> {
            throw unknown(gap);
        });
        return ListAccessEntriesResponse.builder()
                .accessEntries(Stream.concat(answers.entries().keySet().stream(), answers.unread().keySet().stream())
                        .distinct()
                        .sorted()
                        .map(PrincipalArn::arn)
                        .toList())
                .build();
    }

    @Override
    public DescribeAccessEntryResponse describeAccessEntry(DescribeAccessEntryRequest request) {
        PrincipalArn principal = PrincipalArn.fromEks(request.principalArn());
        AccessEntry entry = answers.entries().get(principal);
        String unread = answers.unread().get(principal);
        if (unread != null && (withAssociations || entry == null)) {
            throw unknown(unread);
        }
        if (entry == null && !answers.isListed()) {
            throw unknown("it has no entry of " + principal + " and no whole list of entries");
        }
        if (entry == null) {
            throw new AccessEntryNotFoundException(
                    principal + " has no access entry on cluster " + PlainText.name(answers.name()), about(), null);
        }
        return DescribeAccessEntryResponse.builder().accessEntry(entry).build();
    }

    @Override
    public ListAssociatedAccessPoliciesResponse listAssociatedAccessPolicies(
            ListAssociatedAccessPoliciesRequest request) {
        List<AssociatedAccessPolicy> known =
                withAssociations ? answers.associations().get(PrincipalArn.fromEks(request.principalArn())) : List.of();
        if (known == null) {
            throw unknown("nothing tells the access policies of " + PlainText.of(request.principalArn()));
        }
        return ListAssociatedAccessPoliciesResponse.builder()
                .associatedAccessPolicies(known)
                .build();
    }

    @Override
    public ListAccessPoliciesResponse listAccessPolicies(ListAccessPoliciesRequest request) {
        return ListAccessPoliciesResponse.builder()
                .accessPolicies(policies.orElseThrow(
                        () -> unknown("nothing lists the access policies; call aws eks list-access-policies")))
                .build();
    }

    @Override
    public CreateAccessEntryResponse createAccessEntry(CreateAccessEntryRequest request) {
        throw refused();
    }

    @Override
    public UpdateAccessEntryResponse updateAccessEntry(UpdateAccessEntryRequest request) {
        throw refused();
    }

    @Override
    public DeleteAccessEntryResponse deleteAccessEntry(DeleteAccessEntryRequest request) {
        throw refused();
    }

    @Override
    public AssociateAccessPolicyResponse associateAccessPolicy(AssociateAccessPolicyRequest request) {
        throw refused();
    }

    @Override
    public DisassociateAccessPolicyResponse disassociateAccessPolicy(DisassociateAccessPolicyRequest request) {
        throw refused();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        throw refused();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        throw refused();
    }

    @Override
    public UpdateClusterConfigResponse updateClusterConfig(UpdateClusterConfigRequest request) {
        throw refused();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    private AccessDeniedException refused() {
        return new AccessDeniedException(
                "A dump of cluster " + PlainText.name(answers.name())
                        + " can only be read; make the change on the cluster itself",
                about(),
                null);
    }

    private UnavailableException unknown(String why) {
        return new UnavailableException(
                "The dump of cluster " + PlainText.name(answers.name()) + " does not tell this: " + why, about(), null);
    }

    private ErrorContext about() {
        return ErrorContext.builder().cluster(answers.name()).build();
    }
}
