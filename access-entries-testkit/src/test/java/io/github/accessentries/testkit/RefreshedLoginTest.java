package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** From a change at EKS to the next login, through readings that are refreshed; what is read when is said by the test. */
class RefreshedLoginTest {

    private static final AccessRequest CREATE =
            AccessRequest.of("create", "deployments.apps").inNamespace("team-a");

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-11-25T12:00:00Z"));
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeCluster cluster = fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
    private final FakePrincipal dev = fake.iam().role("team/dev");
    private final EksClient client = fake.eksClient();
    private final EksAccessEntries prod = InFakeTime.prod(client, clock).build();
    private final LiveAccess live = LiveAccess.builder(prod)
            .kubernetes(kubernetes())
            .interval(Duration.ofHours(1)) // longer than the test: it refreshes by hand
            .staleAfter(Duration.ofHours(2))
            .clock(clock)
            .start();
    private final StsTokenVerifier verifier = StsTokenVerifier.builder()
            .httpClient(fake.sdkHttpClient())
            .clock(clock)
            .build();
    private final Authenticator authenticator = IamAuthenticator.builder()
            .clusterName("prod")
            .verifier(verifier)
            .mapper(live.mapper())
            .build();

    /** A cluster whose aws-auth maps the role, and that has no RBAC objects. */
    private static KubernetesApi kubernetes() {
        return path -> Optional.of(
                path.endsWith("/configmaps/aws-auth") ? configMap().toString() : "{\"metadata\":{},\"items\":[]}");
    }

    private static JsonObject configMap() {
        JsonObject data = new JsonObject();
        data.addProperty("mapRoles", "- {rolearn: 'arn:aws:iam::111122223333:role/dev', username: dev-by-map}");
        JsonObject configMap = new JsonObject();
        configMap.addProperty("apiVersion", "v1");
        configMap.addProperty("kind", "ConfigMap");
        configMap.add("data", data);
        return configMap;
    }

    @AfterEach
    void close() {
        live.close();
        verifier.close();
        client.close();
        fake.close();
    }

    private Authentication login() {
        String token = EksTokens.builder()
                .credentialsProvider(dev.session("ana"))
                .region(Region.US_WEST_2)
                .clock(clock)
                .build()
                .mint("prod")
                .value();
        return authenticator.authenticate(token);
    }

    private void changeMode(AuthenticationMode mode) {
        client.updateClusterConfig(r -> r.name("prod").accessConfig(a -> a.authenticationMode(mode.name())));
        cluster.settle();
    }

    private boolean mayCreate() {
        return live.authorizer().decide(login().user(), CREATE).allowed();
    }

    @Test
    void grantModeAndRevocation_actAfterOneRefresh_andNoLoginCallsEks() {
        assertThat(login().user().username()).isEqualTo("dev-by-map");

        changeMode(AuthenticationMode.API_AND_CONFIG_MAP);
        prod.grant(dev.arn()).allow(AccessPolicy.EDIT).inNamespaces("team-a").apply();
        assertThat(login().user().username()).isEqualTo("dev-by-map");
        assertThat(mayCreate()).isFalse();

        live.refresh();
        assertThat(login().user().username()).isEqualTo("arn:aws:sts::111122223333:assumed-role/dev/ana");
        assertThat(mayCreate()).isTrue();

        prod.revoke(dev.arn());
        live.refresh();
        assertThat(login().user().username())
                .as("the entry hides the mapping no longer")
                .isEqualTo("dev-by-map");
        assertThat(mayCreate()).isFalse();

        changeMode(AuthenticationMode.API);
        live.refresh();
        int before = fake.calls().size();
        assertThat(login())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_MAPPED));
        assertThat(fake.calls().stream().skip(before))
                .as("what a login calls")
                .extracting(call -> call.eventName())
                .containsOnly("GetCallerIdentity");
    }

    @Test
    void throttledEks_stopsNoLoginUntilTheReadingIsTooOld() {
        fake.faults().on("DescribeCluster").fail("ThrottlingException", 429).always();

        assertThatThrownBy(live::refresh).isInstanceOf(ThrottledException.class);
        clock.advance(Duration.ofHours(2));
        assertThat(login().user().username()).isEqualTo("dev-by-map");

        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(this::login)
                .isInstanceOf(UnavailableException.class)
                .hasCauseInstanceOf(ThrottledException.class)
                .hasMessageContainingAll("access entries of prod", "are valid for at most PT2H");

        fake.faults().clear();
        live.refresh();
        assertThat(login().user().username()).isEqualTo("dev-by-map");
    }
}
