package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.plan.SignOff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Access that ends, as the guide shows it, with the SDK's real client and a clock that moves. */
@ExtendWith(FakeEksExtension.class)
class GuideEndingTest {

    private final List<String> shown = new ArrayList<>();

    private void show(Object value) {
        shown.add(value.toString());
    }

    private static AccessEntries entries(FakeEks eks) {
        return EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks.eksClient())
                .clock(eks.clock())
                .sleeper(eks::advance)
                .build();
    }

    @Test
    void ending(FakeEks eks) {
        eks.createCluster("prod");
        PrincipalArn role = eks.iam().role("team-a-dev").arn();
        AccessEntries prod = entries(eks);
        prod.grant(role).allow(AccessPolicy.ADMIN).inNamespaces("team-a").apply();
        // snippet: ending
        prod.grant(role)
                .allow(AccessPolicy.ADMIN)
                .inNamespaces("payments")
                .groups("on-call")
                .forDuration(Duration.ofHours(4)) // or until(instant)
                .reason("INC-4711: payments does not start")
                .requestedBy("ana@example.org")
                .apply();

        show(prod.temporaryAccess()); // who has what until when, and why
        // end
        assertThat(shown.get(0)).contains("in namespace payments", "on-call", "INC-4711", "ana@example.org");
        runOnSchedule(prod);
        assertThat(prod.get(role).scopeOf(AccessPolicy.ADMIN)).contains(AccessScope.namespaces("payments", "team-a"));

        eks.advance(Duration.ofHours(4));
        runOnSchedule(prod);

        assertThat(shown).last().asString().contains("all ended", "on-call");
        AccessEntry left = prod.get(role);
        assertThat(left.scopeOf(AccessPolicy.ADMIN)).contains(AccessScope.namespaces("team-a"));
        assertThat(left.groups()).isEmpty();
        assertThat(left.tags()).isEmpty();
    }

    /** What the page says of tests: who looks at another clock than the fake sees nothing end. */
    @Test
    void accessEntriesOfAFakeCluster_lookAtTheClockOfTheSystem(FakeEks eks) {
        AccessEntries own = eks.createCluster("prod").accessEntries();
        PrincipalArn role = eks.iam().role("team-a-dev").arn();
        own.grant(role).groups("on-call").forDuration(Duration.ofHours(4)).apply();

        eks.advance(Duration.ofHours(5));

        assertThat(own.expire().ended()).isEmpty();
        assertThat(entries(eks).expire().ended()).isNotEmpty();
    }

    private void runOnSchedule(AccessEntries prod) {
        // snippet: expire
        ExpiryReport report = prod.expire(); // on a schedule, on as many instances as you like
        if (!report.ended().isEmpty()) {
            show(report);
        }
        report.orThrow(); // what could not end: the last administrator, say, until it is signed off by name
        // end
    }

    @Test
    void anEntryMadeForAWhile_goes_andTheLastAdministratorStays(FakeEks eks) {
        eks.createCluster("prod");
        PrincipalArn dev = eks.iam().role("dev").arn();
        AccessEntries prod = entries(eks);
        Instant end = eks.clock().instant().plusSeconds(600);
        AccessEntry made = prod.grant(dev)
                .groups("a_b c*é")
                .until(end)
                .reason("why not? (ünïcode)")
                .apply();

        assertThat(prod.find(dev)).contains(made);
        assertThat(prod.temporaryAccess().grants())
                .singleElement()
                .satisfies(access -> assertThat(access.groups()).containsExactly("a_b c*é"));
        eks.advance(Duration.ofMinutes(10));
        assertThat(prod.expire().orThrow().ended())
                .extracting(TemporaryAccess::principal)
                .containsExactly(dev);
        assertThat(prod.find(dev)).isEmpty();
        assertThat(prod.expire(SignOff.none()).ended()).isEmpty();
    }

    @Test
    void aCrashBetweenTheCalls_isFinishedByTheNextExpirer(FakeEks eks) {
        eks.createCluster("prod");
        PrincipalArn dev = eks.iam().role("dev").arn();
        AccessEntries prod = entries(eks);
        prod.grant(dev).allow(AccessPolicy.VIEW).inNamespaces("x").apply();
        Optional<AccessEntry> before = prod.find(dev);
        prod.grant(dev)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .groups("a")
                .until(eks.clock().instant().plusSeconds(60))
                .apply();
        eks.advance(Duration.ofMinutes(1));
        eks.faults()
                .on("AssociateAccessPolicy")
                .fail("InvalidRequestException", 400)
                .always();

        assertThat(prod.expire().remaining()).hasSize(1);
        assertThat(prod.get(dev).tags()).isNotEmpty();
        eks.faults().clear();
        entries(eks).expire().orThrow();

        assertThat(prod.get(dev).scopeOf(AccessPolicy.VIEW))
                .isEqualTo(before.orElseThrow().scopeOf(AccessPolicy.VIEW));
        assertThat(prod.get(dev).groups()).isEmpty();
        assertThat(prod.get(dev).tags()).isEmpty();
    }
}
