package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.accessentries.Seeds;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole questions against every single request that they stand for, on random clusters; each test is told the seed. */
class WholeQuestionPropertyTest {

    /** Enough to tell apart all that these clusters and questions can name. */
    private static final Set<String> NAMESPACES = Set.of("team-a", "team-x", "x-dev", "prod", "other");

    private static final List<AccessRequest> REQUESTS = RandomClusters.allRequests().stream()
            .filter(AccessRequest::isForResource)
            .filter(request -> !request.verb().equals("list"))
            .filter(request -> request.namespace().map(NAMESPACES::contains).orElse(true))
            .toList();

    private static LongStream seeds() {
        return Seeds.of(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void parts_areWhatEachSingleRequestIsAllowed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NaiveModel naive = new RandomClusters(random).any();
        AccessModel model = RandomClusters.compile(naive);
        for (int i = 0; i < 4; i++) {
            AccessQuestion question = question(random);
            String place = "seed " + seed + ", " + question;
            List<AccessRequest> asked =
                    REQUESTS.stream().filter(request -> asks(question, request)).toList();
            List<AccessRequest> others = REQUESTS.stream()
                    .filter(request -> !asks(question, request))
                    .toList();
            Map<String, Holder> holders = new LinkedHashMap<>();
            for (Holder holder : model.whoCan(question)) {
                holders.put(nameOf(holder), holder);
                assertThat(others.stream().filter(request -> isTold(holder, request)))
                        .as("%s: %s is about more than was asked", place, holder)
                        .isEmpty();
            }
            assertThat(naive.users().keySet()).as(place).containsAll(holders.keySet());
            naive.users().forEach((name, user) -> check(place, name, user, model, asked, holders));
        }
    }

    /** A session that has no more than any other of its principal is not told of its own. */
    private static void check(
            String place,
            String name,
            KubernetesUser user,
            AccessModel model,
            List<AccessRequest> asked,
            Map<String, Holder> holders) {
        boolean isTold = holders.containsKey(name);
        @Nullable Holder holder = holders.get(isTold ? name : name.replaceAll(" as .*", ""));
        boolean all = true;
        boolean doubtful = false;
        for (AccessRequest request : asked) {
            Decision decision = model.authorizer().decide(user, request);
            all &= decision.allowed();
            doubtful |= decision.incomplete();
            boolean asDecided = holder == null
                    ? !decision.allowed()
                    : isTold(holder, request) == decision.allowed()
                            && (!isTold || grounds(holder, request).equals(grounds(decision)));
            if (!asDecided) {
                fail("%s: %s is told wrong about %s, which is %s, by %s", place, name, request, decision, holder);
            }
        }
        if (isTold && holder != null) {
            assertThat(holder.hasAll()).as("%s: %s", place, holder).isEqualTo(all);
        }
        if (doubtful) {
            assertThat(holder)
                    .as("%s: %s", place, name)
                    .isNotNull()
                    .satisfies(doubted -> assertThat(doubted.doubts()).isNotEmpty());
        }
    }

    private static Set<String> grounds(Decision decision) {
        return decision.reasons().stream().map(Reason::summary).collect(Collectors.toSet());
    }

    private static boolean isTold(Holder holder, AccessRequest request) {
        return holder.parts().stream().anyMatch(part -> part.allows(request));
    }

    private static Set<String> grounds(Holder holder, AccessRequest request) {
        return holder.parts().stream()
                .filter(part -> part.allows(request))
                .map(Permission::reasons)
                .flatMap(List::stream)
                .map(Reason::summary)
                .collect(Collectors.toSet());
    }

    private static String nameOf(Holder holder) {
        return holder.subject() + (holder.session() == null ? "" : " as \"" + holder.session() + "\"");
    }

    private static AccessQuestion question(SplittableRandom random) {
        return AccessQuestion.builder()
                .verbs(some(random, List.of("get", "delete", "other")))
                .resources(some(
                        random,
                        List.of(
                                "pods",
                                "pods/log",
                                "deployments.apps",
                                "deployments.apps/scale",
                                "other.other",
                                "*.apps")))
                .names(some(random, List.of("web", "db", "other")))
                .namespaces(some(random, List.of("team-a", "team-*", "prod", "*", "*-dev", "other")))
                .build();
    }

    /** Often none. */
    private static Set<String> some(SplittableRandom random, List<String> choices) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            some.add(choices.get(random.nextInt(choices.size())));
        }
        return some;
    }

    private static boolean asks(AccessQuestion question, AccessRequest request) {
        return isOneOf(question.verbs(), request.verb())
                && (question.resources().isEmpty()
                        || (question.resources().contains("*.apps")
                                && request.apiGroup().equals("apps"))
                        || question.resources().contains(resource(request)))
                && isOneOf(question.names(), request.name().orElse(null))
                && (question.namespaces().isEmpty()
                        || request.namespace()
                                .filter(name -> question.namespaces().stream()
                                        .anyMatch(pattern -> Pattern.matches(pattern.replace("*", ".*"), name)))
                                .isPresent());
    }

    private static boolean isOneOf(Set<String> choices, @Nullable String text) {
        return choices.isEmpty() || (text != null && choices.contains(text));
    }

    private static String resource(AccessRequest request) {
        List<String> parts = new ArrayList<>(List.of(request.resource()));
        if (!request.apiGroup().isEmpty()) {
            parts.add("." + request.apiGroup());
        }
        request.subresource().ifPresent(part -> parts.add("/" + part));
        return String.join("", parts);
    }
}
