package io.github.accessentries.testkit.internal.service;

import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.OfferedPolicy;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Clouds for tests of the service itself, whose ids are the same each time. */
public final class Clouds {

    public static final RegionOfAccount HOME = new RegionOfAccount("aws", "111122223333", "us-west-2");

    private Clouds() {}

    public static Cloud offering(Clock clock, String... policies) {
        return cloud(clock, false, policies);
    }

    /** Where only principals exist that were registered. */
    public static Cloud strictOffering(Clock clock, String... policies) {
        return cloud(clock, true, policies);
    }

    private static Cloud cloud(Clock clock, boolean strictIam, String... policies) {
        return new Cloud(
                () -> Stream.of(policies)
                        .map(name -> new OfferedPolicy(name, false))
                        .toList(),
                EksBehaviour.DEFAULT,
                clock,
                new SplittableRandom(1),
                strictIam);
    }

    /** The user {@code test}, made if it is not there. */
    public static StoredPrincipal user(Cloud cloud) {
        return cloud.iam()
                .register(IamArn.parse("arn:aws:iam::111122223333:user/test").orElseThrow());
    }
}
