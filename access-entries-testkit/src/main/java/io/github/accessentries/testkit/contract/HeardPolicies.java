package io.github.accessentries.testkit.contract;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.Withdrawal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is said of policies of one's own, in place of a cluster's own API, for which users of the suite would need its client:
 * what comes through a decorator is what was said to it.
 */
final class HeardPolicies {

    private static final CustomPolicy OPERATOR = CustomPolicy.of(
            "contract-operator",
            Rule.builder().addVerbs("get").addApiGroups("").addResources("pods").build());
    private static final AccessScope TEAM_A = AccessScope.namespaces("team-a");
    private static final AccessScope BOTH = AccessScope.namespaces("team-a", "team-b");

    private static final Set<Class<?>> CHANGES = Set.of(Grant.class, Withdrawal.class);

    /** What is said of one policy: to grant it or to withdraw it, and where. */
    private interface Said {
        void to(AccessEntries entries, PrincipalArn role);
    }

    private final List<Object> heard = new ArrayList<>();

    private HeardPolicies() {}

    static void hear(DecoratedCluster cluster, UnaryOperator<AccessEntries> decorator) {
        HeardPolicies policies = new HeardPolicies();
        AccessEntries hearing = policies.hearing(AccessEntries.class, cluster.entries());
        AccessEntries decorated = decorator.apply(hearing);
        PrincipalArn role = cluster.role("operators").arn();
        List<Said> all = List.of(
                (entries, to) -> entries.grant(to)
                        .allow(OPERATOR)
                        .in(TEAM_A)
                        .groups("team-a")
                        .apply(),
                (entries, to) -> entries.declare(to)
                        .allow(OPERATOR)
                        .onlyIn(BOTH)
                        .groups("team-b")
                        .apply(),
                (entries, of) -> entries.withdraw(of)
                        .policy(OPERATOR)
                        .from(TEAM_A)
                        .groups("team-b")
                        .apply());
        for (Said said : all) {
            List<Object> expected = policies.heardOf(said, hearing, role);
            List<Object> actual;
            try {
                actual = policies.heardOf(said, decorated, role);
            } catch (RuntimeException e) {
                continue; // Those who decorate may refuse it.
            }
            assertEquals(expected, actual, "Policies of one's own must come through with their scopes");
        }
    }

    private List<Object> heardOf(Said said, AccessEntries entries, PrincipalArn role) {
        heard.clear();
        said.to(entries, role);
        return List.copyOf(heard);
    }

    /** The same, and so are the changes that it hands out. */
    private <T> T hearing(Class<T> type, T whole) {
        return Intercepting.calls(type, whole, (method, of) -> {
            Class<?> answer = method.getReturnType();
            if (of.length > 0 && of[0] instanceof CustomPolicy) {
                heard.add(of[0]);
                return Optional.of(choice(answer, hearing(type, whole)));
            }
            return CHANGES.contains(answer)
                    ? Optional.of(hearingAny(answer, Intercepting.passedOn(whole, method, of)))
                    : Optional.empty();
        });
    }

    private <T> T hearingAny(Class<T> type, @Nullable Object whole) {
        return hearing(type, type.cast(requireNonNull(whole)));
    }

    /** Where a policy is granted or withdrawn, after which the change goes on. */
    private Object choice(Class<?> type, Object change) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, of) -> {
            heard.add(method.getName().startsWith("only"));
            heard.add(scope(of == null ? new Object[0] : of));
            return change;
        });
    }

    private static AccessScope scope(Object[] of) {
        if (of.length == 0) {
            return AccessScope.clusterWide();
        }
        return of[0] instanceof AccessScope scope ? scope : AccessScope.namespaces((String) of[0], (String[]) of[1]);
    }
}
