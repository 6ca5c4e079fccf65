package org.example.module;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.CachedTokenVerifier;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import software.amazon.awssdk.regions.Region;

/** Grants, logs in and decides on a fake, on the module path. */
final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        require(Main.class.getModule().isNamed(), "this runs on the module path");
        try (FakeEks eks = FakeEks.create()) {
            AccessEntries prod = eks.createCluster("prod").accessEntries();
            FakePrincipal developers = eks.iam().role("team-a-dev");
            prod.grant(developers.arn())
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("team-a")
                    .apply();
            require(login(eks, prod, developers), "a developer may delete pods of the team");
            require(!DesiredAccessFile.reader().read(FILE).entries().isEmpty(), "a file is read");
            require(deny(eks, developers) == 201, "the control API takes a denial");
            // The SDK finds the HTTP client with a service loader.
            StsTokenVerifier.create().close();
        }
        System.out.println("ran on the module path");
    }

    private static final String FILE = """
            version: 1
            entries:
              - principal: arn:aws:iam::111122223333:role/team-a-dev
                policies: [{policy: AmazonEKSViewPolicy, scope: cluster}]
            """;

    private static boolean login(FakeEks eks, AccessEntries prod, FakePrincipal developers) {
        String token = EksTokens.builder()
                .credentialsProvider(developers.session("ana@example.org"))
                .region(Region.of(eks.region()))
                .build()
                .mint("prod")
                .value();
        KubernetesUser user = IamAuthenticator.builder()
                .clusterName("prod")
                .verifier(CachedTokenVerifier.of(StsTokenVerifier.builder()
                        .httpClient(eks.sdkHttpClient())
                        .build()))
                .mapper(AccessEntryMapper.of(prod))
                .build()
                .authenticate(token)
                .user();
        return ClusterAccess.read(prod)
                .authorizer()
                .decide(user, AccessRequest.of("delete", "pods").inNamespace("team-a"))
                .allowed();
    }

    private static int deny(FakeEks eks, FakePrincipal principal) throws IOException, InterruptedException {
        String denial = "{\"arn\": \"" + principal.arn() + "\", \"actions\": [\"eks:CreateAccessEntry\"]}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(eks.serve().endpoint() + "/_fake/iam/denials"))
                                .POST(HttpRequest.BodyPublishers.ofString(denial))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("It should be that " + what);
        }
    }
}
