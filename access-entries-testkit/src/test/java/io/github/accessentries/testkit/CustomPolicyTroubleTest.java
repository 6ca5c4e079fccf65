package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessScope;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Custom policies where single writes to the cluster fail, get lost, or meet others in the worst moment. */
@Tag("slow")
class CustomPolicyTroubleTest {

    private static final CustomPolicy OPERATOR = CustomPolicy.of(
            "team-operator",
            Rule.builder()
                    .addApiGroups("apps")
                    .addResources("deployments")
                    .addVerbs("get", "patch")
                    .build());
    private static final AccessScope A = AccessScope.namespaces("team-a", "team-a-*");
    private static final AccessScope B = AccessScope.namespaces("team-b");
    private static final AccessScope BOTH = A.with(B);

    private final PipelineCluster cluster = new PipelineCluster("team-a", "team-a-dev", "team-b");
    private final FakeEks eks = cluster.eks;
    private final FakeCluster prod = cluster.prod;
    private final WritableKubernetesApi api = cluster.api;
    private final FakePrincipal dev = eks.iam().role("dev");
    private final FakePrincipal other = eks.iam().role("other");

    @AfterEach
    void close() {
        cluster.close();
    }

    private List<String> objects() {
        RbacObjects objects = RbacObjects.read(api);
        return Stream.<RbacObject>concat(objects.roles().stream(), objects.bindings().stream())
                .filter(object -> object.name().startsWith("access-entries:"))
                .map(object -> object + " " + object.labels() + " " + object.annotations())
                .sorted()
                .toList();
    }

    /** What happens around the writes of one API; dry runs write nothing. */
    private abstract class Troubled implements WritableKubernetesApi {

        private int writes;

        abstract void before(int number);

        abstract void after(int number);

        private <T> T write(String path, Supplier<T> call) {
            if (path.contains("dryRun")) {
                return call.get();
            }
            int number = writes++;
            before(number);
            T answer = call.get();
            after(number);
            return answer;
        }

        @Override
        public Optional<String> get(String path) {
            return api.get(path);
        }

        @Override
        public String create(String path, String object) {
            return write(path, () -> api.create(path, object));
        }

        @Override
        public Optional<String> replace(String path, String object) {
            return write(path, () -> api.replace(path, object));
        }

        @Override
        public boolean delete(String path, String options) {
            return write(path, () -> api.delete(path, options));
        }
    }

    private Troubled failing(int which, boolean lost) {
        return new Troubled() {
            @Override
            void before(int number) {
                failIf(!lost && number == which);
            }

            @Override
            void after(int number) {
                failIf(lost && number == which);
            }

            private void failIf(boolean now) {
                if (now) {
                    throw new UnavailableException(
                            "no answer", ErrorContext.builder().build(), null);
                }
            }
        };
    }

    /** The steps of a life with a policy, each of which can be repeated. */
    private static List<Consumer<EksAccessEntries>> life(FakePrincipal dev) {
        return List.of(
                entries -> entries.grant(dev.arn()).allow(OPERATOR).in(A).apply(),
                entries -> entries.grant(dev.arn()).allow(OPERATOR).in(B).apply(),
                entries -> entries.withdraw(dev.arn()).policy(OPERATOR).from(A).apply(),
                entries -> entries.withdraw(dev.arn())
                        .policy(OPERATOR)
                        .everywhere()
                        .apply());
    }

    private static void apply(EksAccessEntries entries, DesiredEntry.Builder entry) {
        DesiredAccess desired = DesiredAccess.builder().entry(entry).build();
        ApplyReport unused = entries.apply(entries.plan(desired)).orThrow();
    }

    /** The same by plans, one of which changes the rules as well. */
    private static List<Consumer<EksAccessEntries>> plannedLife(FakePrincipal dev) {
        CustomPolicy changed = CustomPolicy.of(
                "team-operator",
                Rule.builder()
                        .addApiGroups("apps")
                        .addResources("deployments")
                        .addVerbs("get", "delete")
                        .build());
        return List.of(
                entries -> apply(
                        entries, DesiredEntry.builder(dev.arn()).allow(OPERATOR).in(A)),
                entries -> apply(
                        entries, DesiredEntry.builder(dev.arn()).allow(changed).in(BOTH)),
                entries -> apply(
                        entries, DesiredEntry.builder(dev.arn()).allow(changed).in(B)),
                entries -> apply(entries, DesiredEntry.builder(dev.arn()).groups("team-a")));
    }

    /** What was begun is completed by the second run, whichever write failed, and whether or not it had come through. */
    @ParameterizedTest(name = "lost answers: {0}, by plans: {1}")
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void eachSingleWriteFails_andTheSecondRunConverges(boolean lost, boolean planned) {
        List<Consumer<EksAccessEntries>> steps = planned ? plannedLife(dev) : life(dev);
        List<List<String>> expected = new ArrayList<>();
        for (Consumer<EksAccessEntries> step : steps) {
            step.accept(cluster.entries(api));
            expected.add(objects());
        }
        assertThat(expected.get(3)).isEmpty();
        for (int i = 0; i < steps.size(); i++) {
            int failures = 0;
            for (int which = 0; ; which++) {
                boolean failed = fails(steps.get(i), cluster.entries(failing(which, lost)));
                steps.get(i).accept(cluster.entries(api));

                assertThat(objects()).as("step %s, write %s", i, which).isEqualTo(expected.get(i));
                if (!failed) {
                    break;
                }
                failures++;
                steps.get(3).accept(cluster.entries(api));
                for (int before = 0; before < i; before++) {
                    steps.get(before).accept(cluster.entries(api));
                }
            }
            assertThat(failures).as("writes of step %s that can fail", i).isGreaterThan(1);
        }
    }

    private static boolean fails(Consumer<EksAccessEntries> step, EksAccessEntries entries) {
        try {
            step.accept(entries);
            return false;
        } catch (AccessEntriesException e) {
            return true;
        }
    }

    @ParameterizedTest(name = "before write {0}")
    @ValueSource(ints = {0, 1, 2})
    void grantInTheMomentInWhichTheLastUserGoes_keepsWhatItGave(int moment) {
        cluster.entries(api).grant(dev.arn()).allow(OPERATOR).in(A).apply();
        EksAccessEntries withdrawing = cluster.entries(new Troubled() {
            @Override
            void before(int number) {
                if (number == moment) {
                    cluster.entries(api)
                            .grant(other.arn())
                            .allow(OPERATOR)
                            .in(A)
                            .apply();
                }
            }

            @Override
            void after(int number) {}
        });

        boolean unused = fails(
                each -> each.withdraw(dev.arn()).policy(OPERATOR).everywhere().apply(), withdrawing);

        assertThat(prod).principal(other).can("patch", "deployments.apps").inNamespace("team-a-dev");
        assertThat(prod).principal(dev).cannot("patch", "deployments.apps").inNamespace("team-a-dev");
        assertThat(cluster.entries(api).reconcile().outcomes()).isEmpty();
    }

    @Test
    void twoReconcileAtOnce_andBothAreWhole() {
        cluster.entries(api).grant(dev.arn()).allow(OPERATOR).in(BOTH).apply();
        List<String> expected = objects();
        String bindings = "/apis/rbac.authorization.k8s.io/v1/namespaces/team-a/rolebindings/"
                + OPERATOR.in(BOTH).group();
        api.delete(bindings, "{}");
        api.delete(bindings.replace("team-a/", "team-b/"), "{}");
        EksAccessEntries second = cluster.entries(new Troubled() {
            @Override
            void before(int number) {
                if (number == 0) {
                    ApplyReport unused = cluster.entries(api).reconcile().orThrow();
                }
            }

            @Override
            void after(int number) {}
        });

        ApplyReport report = second.reconcile();

        assertThat(report.orThrow().outcomes()).hasSize(2);
        assertThat(report.with(ApplyReport.Status.WAS_THERE)).hasSize(2);
        assertThat(objects()).isEqualTo(expected);
    }
}
