package io.github.accessentries.testkit.contract;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.testkit.FakeClock;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The library's own authorizers, and that of a fake cluster, keep the promises of the interface. */
class OwnAuthorizersTest {

    abstract static class OfDev extends AuthorizerContract {
        private final FakeEks eks = FakeEks.create();
        final FakeCluster prod = eks.createCluster("prod");
        private final FakePrincipal dev = eks.iam().role("dev");

        OfDev() {
            prod.accessEntries()
                    .grant(dev.arn())
                    .allow(AccessPolicy.VIEW)
                    .inNamespaces("team-a")
                    .apply();
        }

        @AfterEach
        void close() {
            eks.close();
        }

        @Override
        protected KubernetesUser user() {
            return prod.login(dev).user();
        }

        @Override
        protected AccessRequest allowed() {
            return AccessRequest.of("get", "pods").inNamespace("team-a");
        }
    }

    @Nested
    class OfAModel extends OfDev {
        @Override
        protected Authorizer authorizer() {
            return ClusterAccess.read(prod.accessEntries()).authorizer();
        }
    }

    @Nested
    class OfAFakeCluster extends OfDev {
        @Override
        protected Authorizer authorizer() {
            return prod.authorizer();
        }
    }

    @Nested
    class OfALiveCluster extends OfDev {
        private final FakeClock clock = FakeClock.at(Instant.now());
        private final List<LiveAccess> opened = new ArrayList<>();

        @AfterEach
        void stop() {
            opened.forEach(LiveAccess::close);
        }

        @Override
        protected Authorizer authorizer() {
            LiveAccess live =
                    LiveAccess.builder(prod.accessEntries()).clock(clock).start();
            opened.add(live);
            return live.authorizer();
        }

        @Override
        protected Optional<Authorizer> cutOff() {
            Authorizer authorizer = authorizer();
            clock.advance(Duration.ofMinutes(16));
            return Optional.of(authorizer);
        }
    }
}
