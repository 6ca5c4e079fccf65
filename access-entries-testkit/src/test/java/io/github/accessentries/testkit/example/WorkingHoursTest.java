package io.github.accessentries.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.contract.AuthorizerContract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkingHoursTest extends AuthorizerContract {

    private static Authorizer at(String time) {
        return new WorkingHours(
                ClusterAccess.of(List.of()).authorizer(), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    @Override
    protected Authorizer authorizer() {
        return at("2026-03-02T12:00:00Z");
    }

    @Override
    protected KubernetesUser user() {
        return KubernetesUser.builder()
                .username("ana")
                .addGroups("system:masters")
                .build();
    }

    @Override
    protected AccessRequest allowed() {
        return AccessRequest.of("delete", "pods").inNamespace("team-a");
    }

    @Override
    protected Optional<AccessRequest> denied() {
        return Optional.empty(); // by day, a member of system:masters is denied nothing
    }

    @Test
    void atNight_nothingIsAllowed() {
        assertThat(at("2026-03-02T03:00:00Z").decide(user(), allowed()).allowed())
                .isFalse();
    }
}
