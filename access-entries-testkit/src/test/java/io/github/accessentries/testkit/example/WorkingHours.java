package io.github.accessentries.testkit.example;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.Health;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;

/** Allows from nine to five what another authorizer allows, and at other times nothing. */
record WorkingHours(Authorizer authorizer, Clock clock) implements Authorizer {

    @Override
    public Decision decide(KubernetesUser user, AccessRequest request) {
        requireNonNull(user, "user");
        requireNonNull(request, "request");
        int hour = LocalTime.now(clock).getHour();
        return hour >= 9 && hour < 17
                ? authorizer.decide(user, request)
                : Decision.denied(List.of(), () -> List.of("it is allowed from nine to five"));
    }

    @Override
    public Health health() {
        return authorizer.health();
    }
}
