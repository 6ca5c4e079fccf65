package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.VersionApi;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CertificateAuthority;
import software.amazon.awssdk.services.eks.model.CertificateAuthoritySummary;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateCertificateAuthorityResponse;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** The rotation of a cluster's certificate authority, through the SDK's real client and over HTTPS. */
class CertificateAuthoritiesTest {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster prod = fake.createCluster("prod");
    private final FakePrincipal dev = fake.iam().role("dev");
    private final EksClient eks = fake.eksClient();

    @AfterEach
    void close() {
        fake.close();
    }

    private Cluster described() {
        return eks.describeCluster(r -> r.name("prod")).cluster();
    }

    private CertificateAuthority described(String id) {
        return eks.describeCertificateAuthority(r -> r.clusterName("prod").certificateAuthorityId(id))
                .certificateAuthority();
    }

    private String status(String updateId) {
        return eks.describeUpdate(r -> r.name("prod").updateId(updateId))
                .update()
                .statusAsString();
    }

    private static int certificates(Cluster cluster) {
        String pem = new String(
                Base64.getDecoder().decode(cluster.certificateAuthority().data()), US_ASCII);
        return pem.split(BEGIN, -1).length - 1;
    }

    /** Whether a client that has what the cluster said at that time reaches it. */
    private boolean isReachedBy(Cluster known) throws ApiException {
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(dev.credentials())
                .region(Region.of(fake.region()))
                .build();
        try {
            new VersionApi(EksApiClient.of(known, tokens.source("prod")))
                    .getCode()
                    .execute();
            return true;
        } catch (ApiException e) {
            if (e.getCode() != 0) {
                throw e;
            }
            assertThat(e).hasStackTraceContaining("PKIX path");
            return false;
        }
    }

    @Test
    void successor_takesThePlaceOfTheFirst_andTheClusterShowsItsCertificate() throws ApiException {
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        fake.serve();
        Cluster before = described();
        String first = before.certificateAuthority().active().id();
        assertThat(described(first).signingStatusAsString()).isEqualTo("IN_USE");
        assertThat(described(first).createdByAsString()).isEqualTo("EKS");

        CreateCertificateAuthorityResponse created =
                eks.createCertificateAuthority(r -> r.clusterName("prod").clientRequestToken("t"));
        String second = created.certificateAuthority().id();
        assertThat(created.certificateAuthority().distributionStatusAsString()).isEqualTo("IN_PROGRESS");
        assertThat(created.update().typeAsString()).isEqualTo("CertificateAuthorityUpdate");
        assertThat(status(created.update().id())).isEqualTo("InProgress");
        assertThat(eks.createCertificateAuthority(r -> r.clusterName("prod").clientRequestToken("t"))
                        .update())
                .as("the same request again")
                .isEqualTo(created.update());
        assertThatThrownBy(() -> eks.activateCertificateAuthority(
                        r -> r.clusterName("prod").certificateAuthorityId(second)))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("in progress");
        prod.settle();
        assertThat(status(created.update().id())).isEqualTo("Successful");
        Cluster between = described();
        assertThat(certificates(before)).isEqualTo(1);
        assertThat(certificates(between)).isEqualTo(2);
        assertThat(between.certificateAuthority().active().id()).isEqualTo(first);
        assertThat(isReachedBy(before)).isTrue();
        assertThat(isReachedBy(between)).isTrue();

        eks.activateCertificateAuthority(r -> r.clusterName("prod").certificateAuthorityId(second));
        assertThat(described(second).signingStatusAsString()).isEqualTo("ACTIVATING");
        prod.settle();

        assertThat(described().certificateAuthority().active().id()).isEqualTo(second);
        assertThat(described().certificateAuthority().active().activatedByAsString())
                .isEqualTo("CUSTOMER");
        assertThat(described(first).signingStatusAsString()).isEqualTo("NOT_USED");
        assertThat(described(first).rollbackAvailable()).isTrue();
        assertThat(isReachedBy(between)).as("trusts both").isTrue();
        assertThat(isReachedBy(before)).as("trusts the first alone").isFalse();

        eks.deleteCertificateAuthority(r -> r.clusterName("prod").certificateAuthorityId(first));
        prod.settle();
        assertThat(eks.listCertificateAuthoritiesPaginator(r -> r.clusterName("prod"))
                        .certificateAuthorities())
                .extracting(CertificateAuthoritySummary::id)
                .containsExactly(second);
        assertThat(described().certificateAuthority().data())
                .isEqualTo(described(second).data());
        assertThat(isReachedBy(described())).isTrue();
    }

    @Test
    void clientThatDescribesItsCluster_outlivesTheFirstAuthority() throws ApiException {
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        fake.serve();
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(dev.credentials())
                .region(Region.of(fake.region()))
                .build();
        VersionApi living = new VersionApi(EksApiClient.of(eks, "prod", tokens.source("prod")));
        String first = described().certificateAuthority().active().id();
        assertThat(living.getCode().execute()).isNotNull();

        String second = eks.createCertificateAuthority(r -> r.clusterName("prod"))
                .certificateAuthority()
                .id();
        prod.settle();
        eks.activateCertificateAuthority(r -> r.clusterName("prod").certificateAuthorityId(second));
        prod.settle();
        eks.deleteCertificateAuthority(r -> r.clusterName("prod").certificateAuthorityId(first));
        prod.settle();

        assertThat(living.getCode().execute()).isNotNull();
    }

    @Test
    @UnverifiedAnswer({"authorities-beyond-two", "missing-authority", "authority-in-use", "rotation-by-eks"})
    void authority_thatCannotBeMadeOrChanged_isRefused() {
        String first = described().certificateAuthority().active().id();

        assertThatThrownBy(() -> eks.deleteCertificateAuthority(
                        r -> r.clusterName("prod").certificateAuthorityId(first)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Certificate authority " + first + " is the one that signs for cluster prod");
        assertThatThrownBy(() -> eks.activateCertificateAuthority(
                        r -> r.clusterName("prod").certificateAuthorityId(first)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> described("nobody"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("No certificate authority found for id: nobody.");
        String update = eks.createCertificateAuthority(r -> r.clusterName("prod"))
                .update()
                .id();
        prod.settle();
        assertThatThrownBy(() -> eks.createCertificateAuthority(r -> r.clusterName("prod")))
                .isInstanceOf(ResourceLimitExceededException.class)
                .hasMessageContaining("Cluster prod has the maximum number of certificate authorities, which is 2.");
        assertThat(eks.listUpdates(r -> r.name("prod")).updateIds()).containsExactly(update);
    }
}
