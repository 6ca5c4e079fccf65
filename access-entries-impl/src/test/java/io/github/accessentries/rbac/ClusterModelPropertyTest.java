package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.accessentries.Seeds;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reach;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled model against a naive one, on random clusters; each test is told the seed. */
@Tag("slow")
class ClusterModelPropertyTest {

    private static final List<AccessRequest> REQUESTS = RandomClusters.allRequests();

    private static LongStream seeds() {
        return Seeds.of(25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decide_namesTheGroundsThatTheNaiveModelFinds(long seed) {
        NaiveModel naive = new RandomClusters(new SplittableRandom(seed)).any();
        AccessModel model = RandomClusters.compile(naive);
        naive.users().forEach((name, user) -> {
            for (AccessRequest request : REQUESTS) {
                Decision decision = model.authorizer().decide(user, request);
                List<String> grounds = naive.grounds(user, request);
                if (decision.reasons().size() != grounds.size()) {
                    fail("seed %d, %s: %s is %s instead of %s", seed, name, request, decision, grounds);
                }
                boolean doubtful = grounds.isEmpty() && naive.doubtful(user, request);
                if (decision.incomplete() != doubtful) {
                    fail("seed %d, %s: %s is %s, in doubt %s", seed, name, request, decision, doubtful);
                }
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoCan_findsEverybodyWhomTheNaiveModelAllows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NaiveModel naive = new RandomClusters(random).any();
        AccessModel model = RandomClusters.compile(naive);
        assertThat(model.subjects())
                .extracting(Subject::toString)
                .containsExactlyInAnyOrderElementsOf(naive.users().keySet().stream()
                        .filter(name -> !name.contains(" as "))
                        .toList());
        for (int i = 0; i < 150; i++) {
            AccessRequest request = REQUESTS.get(random.nextInt(REQUESTS.size()));
            Map<String, Integer> expected = new LinkedHashMap<>();
            naive.users().forEach((name, user) -> {
                int grounds = naive.grounds(user, request).size();
                boolean general = !name.contains(" as ");
                boolean byItsSubject = !general && expected.getOrDefault(name.replaceAll(" as .*", ""), 0) > 0;
                if (general ? grounds > 0 || naive.doubtful(user, request) : grounds > 0 && !byItsSubject) {
                    expected.put(name, grounds);
                }
            });

            List<Holder> holders = model.whoCan(request).holders();

            Map<String, Integer> found = new LinkedHashMap<>();
            holders.forEach(holder -> found.put(
                    holder.subject() + (holder.session() == null ? "" : " as \"" + holder.session() + "\""),
                    holder.reasons().size()));
            assertThat(found).as("seed %d: %s", seed, request).isEqualTo(expected);
            assertThat(holders).extracting(Holder::subject).isSorted();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void permissionsOf_allowExactlyWhatTheNaiveModelAllows(long seed) {
        NaiveModel naive = new RandomClusters(new SplittableRandom(seed)).any();
        AccessModel model = RandomClusters.compile(naive);
        naive.users().forEach((name, user) -> {
            Permissions permissions = model.permissionsOf(user);
            assertThat(permissions.all()).allSatisfy(permission -> {
                assertThat(permission.reasons()).isNotEmpty();
                assertThat(permission.except()).isEmpty();
            });
            for (AccessRequest request : REQUESTS) {
                if (permissions.allows(request) != naive.allowed(user, request)) {
                    fail("seed %d, %s: %s is told wrong by%n%s", seed, name, request, permissions);
                }
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void namespacesWhere_areExactlyThoseWhereTheNaiveModelAllows(long seed) {
        NaiveModel naive = new RandomClusters(new SplittableRandom(seed)).any();
        AccessModel model = RandomClusters.compile(naive);
        List<AccessRequest> plain = REQUESTS.stream()
                .filter(request -> request.isForResource() && request.name().isEmpty())
                .toList();
        naive.users().forEach((name, user) -> {
            for (AccessRequest request : plain) {
                String resource = request.resource()
                        + (request.apiGroup().isEmpty() ? "" : "." + request.apiGroup())
                        + request.subresource().map(part -> "/" + part).orElse("");
                Reach reach = model.namespacesWhere(user, request.verb(), resource);

                boolean included = request.namespace().map(reach::includes).orElseGet(reach::isClusterWide);
                if (included != naive.allowed(user, request)) {
                    fail("seed %d, %s: %s is not told right by %s", seed, name, request, reach);
                }
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void compare_tellsExactlyWhatIsGainedLostAndKept(long seed) {
        RandomClusters clusters = new RandomClusters(new SplittableRandom(seed));
        NaiveModel before = clusters.any();
        NaiveModel after = clusters.changed(before);
        AccessModel earlier = RandomClusters.compile(before);
        AccessModel later = RandomClusters.compile(after);

        ModelComparison comparison = earlier.compare(later);

        Map<String, Subject> subjects = new LinkedHashMap<>();
        earlier.subjects().forEach(subject -> subjects.put(subject.toString(), subject));
        later.subjects().forEach(subject -> subjects.put(subject.toString(), subject));
        subjects.forEach((name, subject) -> {
            KubernetesUser was = earlier.userOf(subject).orElse(null);
            KubernetesUser is = later.userOf(subject).orElse(null);
            Permissions kept = comparison
                    .changesOf(subject)
                    .map(SubjectComparison::kept)
                    .orElseGet(() -> later.permissionsOf(subject));
            Permissions gained =
                    comparison.changesOf(subject).map(SubjectComparison::gained).orElse(Permissions.none());
            Permissions lost =
                    comparison.changesOf(subject).map(SubjectComparison::lost).orElse(Permissions.none());
            boolean anyGained = false;
            boolean anyLost = false;
            for (AccessRequest request : REQUESTS) {
                boolean could = was != null && before.allowed(was, request);
                boolean can = is != null && after.allowed(is, request);
                anyGained |= can && !could;
                anyLost |= could && !can;
                if (gained.allows(request) != (can && !could)
                        || lost.allows(request) != (could && !can)
                        || kept.allows(request) != (can && could)) {
                    fail("seed %d, %s: %s is told wrong by%n%s", seed, name, request, comparison);
                }
            }
            assertThat(gained.isEmpty())
                    .as("seed %d, %s gains%n%s", seed, name, gained)
                    .isEqualTo(!anyGained);
            assertThat(lost.isEmpty())
                    .as("seed %d, %s loses%n%s", seed, name, lost)
                    .isEqualTo(!anyLost);
        });
        assertThat(comparison.isEmpty()).isEqualTo(comparison.changes().isEmpty());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void modelFromAnother_answersAsIfMadeAnew(long seed) {
        RandomClusters clusters = new RandomClusters(new SplittableRandom(seed));
        NaiveModel before = clusters.any();
        NaiveModel after = clusters.changed(before);

        AccessModel rebuilt =
                RandomClusters.compile(ClusterAccess.builder().from(RandomClusters.compile(before)), after);

        AccessModel anew = RandomClusters.compile(after);
        assertThat(rebuilt.subjects()).isEqualTo(anew.subjects());
        assertThat(rebuilt.namespaces()).isEqualTo(new TreeSet<>(anew.namespaces()));
        assertThat(rebuilt.compare(anew).isEmpty()).isTrue();
        for (int i = 0; i < REQUESTS.size(); i += 37) {
            assertThat(rebuilt.whoCan(REQUESTS.get(i))).isEqualTo(anew.whoCan(REQUESTS.get(i)));
        }
    }
}
