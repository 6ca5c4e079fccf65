package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** The examples of the guides, between markers as they stand there, each with what must come of it. */
@ExtendWith(FakeEksExtension.class)
class GuideExamplesTest {

    private final List<String> shown = new ArrayList<>();

    private void show(Object value) {
        shown.add(value.toString());
    }

    @Test
    void manage(FakeEks fake) {
        fake.createCluster("prod");
        EksClient eks = fake.eksClient();
        // snippet: manage
        AccessEntries prod =
                EksAccessEntries.builder().cluster("prod").eksClient(eks).build();

        AccessEntry dev = prod.grant(PrincipalArn.role("111122223333", "team-a-dev"))
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a", "team-a-*") // a policy needs its scope: the compiler asks for it
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("team-a")
                .tag("owner", "team-a")
                .apply(); // creates the entry or adopts the existing one; safe to repeat

        prod.list().forEach(this::show); // every entry with its policies

        boolean revoked = prod.revoke(PrincipalArn.user("111122223333", "former-colleague")); // false: it had no entry
        // end

        assertThat(dev.username()).isEqualTo("arn:aws:sts::111122223333:assumed-role/team-a-dev/{{SessionName}}");
        assertThat(shown).containsExactly(dev.toString());
        assertThat(revoked).isFalse();
    }

    @Test
    void withdraw(FakeEks fake) {
        AccessEntries prod = fake.createCluster("prod").accessEntries();
        PrincipalArn developer = PrincipalArn.role("111122223333", "team-a-dev");
        prod.grant(developer)
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a", "team-a-*")
                .groups("team-a")
                .apply();
        // snippet: withdraw
        prod.withdraw(developer)
                .policy(AccessPolicy.EDIT)
                .fromNamespaces("team-a-*")
                .groups("team-a")
                .apply();
        // end

        assertThat(prod.get(developer)).satisfies(entry -> {
            assertThat(entry.groups()).isEmpty();
            assertThat(entry.scopeOf(AccessPolicy.EDIT)).contains(AccessScope.namespaces("team-a"));
        });
    }

    @Test
    void authenticate(FakeEks fake) {
        AccessEntries prod = fake.createCluster("prod").accessEntries();
        FakePrincipal developer = fake.iam().role("team-a-dev");
        prod.grant(developer.arn()).groups("team-a").apply();
        AwsCredentialsProvider credentials = developer.session("ana@example.org");
        SdkHttpClient http = fake.sdkHttpClient();
        // snippet: authenticate
        String token = EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.US_WEST_2)
                .build()
                .mint("prod")
                .value(); // what `aws eks get-token` makes

        Authenticator authenticator = IamAuthenticator.builder()
                .clusterName("prod")
                .verifier(StsTokenVerifier.builder().httpClient(http).build()) // or StsTokenVerifier.create()
                .mapper(AccessEntryMapper.of(prod)) // any IdentityMapper; asked in order
                .build();

        Authentication authentication = authenticator.authenticate(token);
        if (authentication instanceof Rejected rejected) {
            show(rejected.reason()); // EXPIRED, STS_DENIED, NOT_MAPPED…: safe to show
        } else {
            KubernetesUser user = authentication.user();
            show(user.username()); // arn:aws:sts::111122223333:assumed-role/team-a-dev/ana-example.org
        }
        // end

        assertThat(shown).containsExactly("arn:aws:sts::111122223333:assumed-role/team-a-dev/ana-example.org");
        assertThat(authenticator.authenticate("nonsense"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.BAD_PREFIX));
    }

    @Test
    void decide(FakeEks fake) {
        FakeCluster cluster = fake.createCluster("prod");
        AccessEntries prod = cluster.accessEntries();
        FakePrincipal developer = fake.iam().role("team-a-dev");
        prod.grant(developer.arn())
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a")
                .apply();
        KubernetesUser user = cluster.login(developer).user();
        // snippet: decide
        AccessModel model = ClusterAccess.read(prod); // immutable: the entries and policies of this moment, compiled

        Decision decision = model.authorizer()
                .decide(user, AccessRequest.of("delete", "pods").inNamespace("team-a"));
        if (decision.allowed()) {
            decision.reasons().forEach(this::show); // EKS Access Policy: allowed by RoleBinding "…" of ClusterRole "…"
        }
        // end

        assertThat(shown)
                .singleElement()
                .asString()
                .startsWith(
                        "EKS Access Policy: allowed by RoleBinding \"arn:aws:iam::111122223333:role/team-a-dev+arn:");
    }
}
