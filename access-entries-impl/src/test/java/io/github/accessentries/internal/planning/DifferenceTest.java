package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.calls.InMemoryCalls;
import io.github.accessentries.internal.calls.PredictedEntries;
import io.github.accessentries.internal.objects.ObjectCalls;
import io.github.accessentries.internal.objects.PredictedObjects;
import io.github.accessentries.internal.waiting.Patience;
import io.github.accessentries.plan.Change;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For any two entries: the changes between them get there, give first, and are predicted as they turn out. */
class DifferenceTest {

    private static final ObjectCalls NO_OBJECTS = new PredictedObjects(RbacObjects.none());

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final List<AccessPolicy> POLICIES =
            List.of(AccessPolicy.VIEW, AccessPolicy.EDIT, AccessPolicy.ADMIN, AccessPolicy.SECRET_READER);
    private static final List<String> NAMES = List.of("a", "b", "team-a", "team-*", "*");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static List<String> some(List<String> names, RandomGenerator random) {
        List<String> some = new ArrayList<>(names);
        some.removeIf(name -> random.nextBoolean());
        return some;
    }

    private static AccessEntry entry(RandomGenerator random) {
        AccessEntry.Builder entry = AccessEntry.builder();
        entry.cluster("prod")
                .principal(DEV)
                .username(random.nextInt(3) == 0 ? "somebody" : "dev")
                .groups(some(NAMES.subList(0, 3), random))
                .arn("arn:aws:eks:us-west-2:111122223333:access-entry/prod/dev");
        some(NAMES, random).forEach(key -> entry.putTag(key, "" + random.nextInt(2)));
        for (AccessPolicy policy : POLICIES) {
            List<String> namespaces = some(NAMES, random);
            if (random.nextInt(4) == 0) {
                entry.addPolicy(PolicyAssociation.of(policy, AccessScope.clusterWide()));
            } else if (!namespaces.isEmpty()) {
                entry.addPolicy(PolicyAssociation.of(policy, AccessScope.namespaces(namespaces)));
            }
        }
        return entry.build();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changes_getThere_givingFirst_asPredicted(long seed) {
        RandomGenerator random = new Random(seed);
        AccessEntry before = entry(random);
        AccessEntry wanted = entry(random);

        List<Change> changes = Difference.between(before, wanted, Reasons.LISTED);

        InMemoryCalls real = new InMemoryCalls("prod", before);
        PredictedEntries predicted = new PredictedEntries("prod", List.of(before));
        changes.forEach(change -> change.match(new ChangeMaker(real, NO_OBJECTS, Patience.none())));
        changes.forEach(change -> change.match(new ChangeMaker(predicted, NO_OBJECTS, Patience.none())));
        assertThat(real.get(DEV)).isEqualTo(wanted);
        assertThat(predicted.entries()).containsExactly(wanted);
        assertThat(changes).extracting(Change::phase).isSorted();
        assertThat(Difference.between(wanted, wanted, Reasons.LISTED)).isEmpty();
    }
}
