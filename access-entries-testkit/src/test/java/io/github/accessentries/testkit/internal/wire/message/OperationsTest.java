package io.github.accessentries.testkit.internal.wire.message;

import static io.github.accessentries.testkit.internal.wire.RawEks.code;
import static io.github.accessentries.testkit.internal.wire.RawEks.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.internal.wire.RawEks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksRequest;

/** All operations of EKS: those that the fake plays, and those that it names and refuses. */
class OperationsTest {

    private static final Set<String> PLAYED = Set.of(
            "CreateAccessEntry",
            "DescribeAccessEntry",
            "UpdateAccessEntry",
            "DeleteAccessEntry",
            "ListAccessEntries",
            "AssociateAccessPolicy",
            "DisassociateAccessPolicy",
            "ListAssociatedAccessPolicies",
            "ListAccessPolicies",
            "CreateCertificateAuthority",
            "DescribeCertificateAuthority",
            "ListCertificateAuthorities",
            "ActivateCertificateAuthority",
            "DeleteCertificateAuthority",
            "CreateCluster",
            "DescribeCluster",
            "ListClusters",
            "DeleteCluster",
            "UpdateClusterConfig",
            "UpdateClusterVersion",
            "DescribeClusterVersions",
            "UpdateNodegroupConfig",
            "UpdateNodegroupVersion",
            "CreateAddon",
            "DescribeAddon",
            "ListAddons",
            "UpdateAddon",
            "DeleteAddon",
            "DescribeAddonVersions",
            "DescribeAddonConfiguration",
            "CreatePodIdentityAssociation",
            "DescribePodIdentityAssociation",
            "ListPodIdentityAssociations",
            "UpdatePodIdentityAssociation",
            "DeletePodIdentityAssociation",
            "DescribeUpdate",
            "ListUpdates",
            "TagResource",
            "UntagResource",
            "ListTagsForResource",
            "CreateNodegroup",
            "DescribeNodegroup",
            "ListNodegroups",
            "DeleteNodegroup",
            "CreateFargateProfile",
            "DescribeFargateProfile",
            "ListFargateProfiles",
            "DeleteFargateProfile");

    private final RawEks eks = new RawEks();

    private record Route(String method, String path, String operation) {

        Response call(RawEks eks) {
            return eks.send(method, path.replaceAll("\\{[^}]*}", "prod"), "{}".getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return operation;
        }
    }

    static List<Route> routes() throws IOException {
        try (InputStream table = requireNonNull(Routes.class.getResourceAsStream("eks-operations.txt"))) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(parts -> new Route(parts[0], parts[1], parts[2]))
                    .toList();
        }
    }

    static Stream<Route> routesNotPlayed() throws IOException {
        return routes().stream().filter(route -> !PLAYED.contains(route.operation()));
    }

    @Test
    void routes_areThoseOfTheSdksClient() throws IOException {
        Set<String> ofTheSdk = Arrays.stream(EksClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && EksRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .map(method -> method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + method.getName().substring(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(routes()).extracting(Route::operation).containsExactlyInAnyOrderElementsOf(ofTheSdk);
        assertThat(Operations.EKS.operations()).containsExactlyElementsOf(ofTheSdk);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void route_hasTheMethodAndPathOfTheSdk(Route route) throws ReflectiveOperationException {
        Field binding = Class.forName(
                        "software.amazon.awssdk.services.eks.transform." + route.operation() + "RequestMarshaller")
                .getDeclaredField("SDK_OPERATION_BINDING");
        binding.setAccessible(true);
        OperationInfo ofTheSdk = (OperationInfo) binding.get(null);

        assertThat(route.method()).isEqualTo(ofTheSdk.httpMethod().name());
        assertThat(route.path()).isEqualTo(ofTheSdk.requestUri());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routesNotPlayed")
    void operation_thatIsNotPlayed_isRefusedByItsName(Route route) {
        Response response = route.call(eks);

        assertThat(response.status()).isEqualTo(501);
        assertThat(code(response)).isEqualTo("NotPlayedByFakeException");
        assertThat(json(response).get("message").getAsString())
                .startsWith("The fake EKS does not play " + route.operation() + ";")
                .contains(PLAYED);
    }

    @Test
    void operations_thatArePlayed_areAnsweredByTheService() throws IOException {
        List<Route> played = routes().stream()
                .filter(route -> PLAYED.contains(route.operation()))
                .toList();

        assertThat(played)
                .hasSameSizeAs(PLAYED)
                .allSatisfy(route -> assertThat(route.call(eks).status())
                        .as(route.operation())
                        .isIn(200, 400, 404));
    }
}
