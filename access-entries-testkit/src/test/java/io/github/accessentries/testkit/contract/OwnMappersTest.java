package io.github.accessentries.testkit.contract;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.AwsAuthMapper;
import io.github.accessentries.mapping.StaticMapper;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.testkit.FakeClock;
import io.github.accessentries.testkit.FakeEks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The library's own mappers keep the promises of the interface. */
class OwnMappersTest {

    private static final PrincipalArn DEV = PrincipalArn.of(Subjects.DEV.canonicalArn());

    abstract static class OfDev extends IdentityMapperContract {
        @Override
        protected IamIdentity known() {
            return Subjects.DEV;
        }
    }

    @Nested
    class Static extends OfDev {
        @Override
        protected IdentityMapper mapper() {
            return StaticMapper.builder()
                    .map(DEV, "dev:{{SessionName}}", "team-a")
                    .build();
        }
    }

    @Nested
    class OfAwsAuth extends OfDev {
        @Override
        protected IdentityMapper mapper() {
            return AwsAuthMapper.of(AwsAuth.builder()
                    .addRoles(AwsAuth.ArnMapping.of(DEV.arn(), "dev", List.of("team-a")))
                    .build());
        }
    }

    @Nested
    class OfEntriesInMemory extends OfDev {
        @Override
        protected IdentityMapper mapper() {
            AccessEntry entry = AccessEntry.builder()
                    .cluster("prod")
                    .principal(DEV)
                    .username("dev")
                    .build();
            return AccessEntryMapper.of(() -> List.of(entry));
        }
    }

    @Nested
    class OfACluster extends OfDev {
        private final FakeEks eks = FakeEks.create();
        private final AccessEntries prod = eks.createCluster("prod").accessEntries();

        @AfterEach
        void close() {
            eks.close();
        }

        @Override
        protected IdentityMapper mapper() {
            prod.grant(eks.iam().role("dev").arn()).groups("team-a").apply();
            return AccessEntryMapper.of(prod);
        }

        @Override
        protected Optional<IdentityMapper> cutOff() {
            eks.faults().on("ListAccessEntries").fail("ServerException", 500).always();
            return Optional.of(AccessEntryMapper.of(prod));
        }
    }

    @Nested
    class OfALiveCluster extends OfDev {
        private final FakeClock clock = FakeClock.at(Instant.now());
        private final FakeEks eks = FakeEks.create();
        private final AccessEntries prod = eks.createCluster("prod").accessEntries();
        private final List<LiveAccess> opened = new ArrayList<>();

        @AfterEach
        void close() {
            opened.forEach(LiveAccess::close);
            eks.close();
        }

        @Override
        protected IdentityMapper mapper() {
            prod.grant(eks.iam().role("dev").arn()).groups("team-a").apply();
            LiveAccess live = LiveAccess.builder(prod).clock(clock).start();
            opened.add(live);
            return live.mapper();
        }

        @Override
        protected Optional<IdentityMapper> cutOff() {
            IdentityMapper mapper = mapper();
            clock.advance(Duration.ofMinutes(16));
            return Optional.of(mapper);
        }
    }
}
