package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.CREATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Update;

/** Clusters that live at random become what a model says which knows nothing of the fake but the documented rules. */
@Tag("slow")
class RandomLivesTest {

    private static final List<String> CLUSTERS = List.of("c1", "c2");
    private static final List<String> ROLES = List.of(ACCOUNT + "role/a", ACCOUNT + "role/p/b", ACCOUNT + "role/c");
    private static final List<String> MODES = List.of("CONFIG_MAP", "API_AND_CONFIG_MAP", "API");
    private static final String OK = "ok";
    private static final String IN_USE = "ResourceInUseException";
    private static final String PARAMETER = "InvalidParameterException";
    private static final String REQUEST = "InvalidRequestException";
    private static final String NOT_FOUND = "ResourceNotFoundException";

    /** A cluster of the model; times are milliseconds. */
    private static final class Model {
        private String mode;
        private long readyAt;
        private String next = "";
        private final Map<String, String> entries = new TreeMap<>();
        private final Map<String, Group> groups = new TreeMap<>();
        private final Map<String, Group> profiles = new TreeMap<>();
        private int updates;
        private boolean isProtected;
        private boolean protectedNext;

        Model(String mode, long readyAt) {
            this.mode = mode;
            this.readyAt = readyAt;
        }

        boolean hasApi() {
            return !mode.equals("CONFIG_MAP");
        }

        boolean creating(long now) {
            return next.isEmpty() && now < readyAt;
        }

        /** An update of something else than the mode leaves the mode as it is. */
        boolean changesMode() {
            return !next.isEmpty() && !next.equals(mode);
        }

        void passTo(long now) {
            if (!next.isEmpty() && now >= readyAt) {
                isProtected = protectedNext;
                if (changesMode() && !hasApi()) {
                    entries.put(CREATOR, "STANDARD");
                    groups.values().forEach(group -> entries.putIfAbsent(group.role, group.type));
                    profiles.values().forEach(profile -> entries.putIfAbsent(profile.role, profile.type));
                }
                mode = next;
                next = "";
            }
        }
    }

    private record Group(String role, String type, long readyAt) {}

    private final LifeOfClusters life = new LifeOfClusters();
    private final EksClient eks = life.eks;
    private final Map<String, Model> model = new TreeMap<>();
    private long now;
    private @Nullable Update lastUpdate;
    private String lastChanged = "";
    private String lastMode = "";
    private String lastToken = "";
    private int tokens;

    @AfterEach
    void close() {
        life.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261123})
    void clusters_livingAtRandom_areWhatTheModelSays(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> history = new ArrayList<>();
        Set<String> outcomes = new TreeSet<>();
        for (int step = 0; step < 300; step++) {
            Step next = step(random);
            history.add(next.text());
            String outcome = outcome(next.call());
            outcomes.add(next.text().split(" ", 2)[0] + " " + outcome);
            assertThat(outcome).as("seed %d: %s", seed, history).isEqualTo(next.expected());
            model.values().forEach(cluster -> cluster.passTo(now));
            assertThat(state()).as("seed %d after %s", seed, history).isEqualTo(modelState());
        }
        assertThat(outcomes).as("seed %d tried everything", seed).hasSizeGreaterThan(20);
    }

    private record Step(String text, String expected, Runnable call) {}

    private static String outcome(Runnable call) {
        try {
            call.run();
            return OK;
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private Step step(RandomGenerator random) {
        String name = pick(random, CLUSTERS);
        String role = pick(random, ROLES);
        String group = pick(random, List.of("g", "h"));
        return switch (random.nextInt(13)) {
            case 0 -> create(name, pick(random, MODES), random.nextInt(3) > 0);
            case 1, 2 -> change(name, pick(random, MODES));
            case 3 -> pass(pick(random, List.of(1L, 300L, 999L, 1000L)));
            case 4, 5 -> createGroup(name, group, role, random.nextInt(3) == 0);
            case 6 -> deleteGroup(name, group);
            case 10 -> random.nextInt(3) == 0 ? deleteProfile(name, group) : createProfile(name, group, role);
            case 11 -> replay();
            case 12 -> protect(name, random.nextInt(4) == 0);
            case 7 -> createEntry(name, role);
            case 8 -> deleteEntry(name, random.nextBoolean() ? role : CREATOR);
            default -> random.nextInt(3) == 0 ? delete(name) : settle(name);
        };
    }

    private static <T> T pick(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Step create(String name, String mode, boolean bootstrap) {
        String expected = OK;
        if (mode.equals("CONFIG_MAP") && !bootstrap) {
            expected = PARAMETER;
        } else if (model.containsKey(name)) {
            expected = IN_USE;
        } else {
            Model cluster = new Model(mode, now + 1000);
            if (cluster.hasApi() && bootstrap) {
                cluster.entries.put(CREATOR, "STANDARD");
            }
            model.put(name, cluster);
        }
        return new Step(
                "create " + name + " " + mode + " " + bootstrap,
                expected,
                () -> life.create(
                        name,
                        r -> r.accessConfig(
                                a -> a.authenticationMode(mode).bootstrapClusterCreatorAdminPermissions(bootstrap))));
    }

    private Step change(String name, String mode) {
        Model cluster = model.get(name);
        String expected = NOT_FOUND;
        if (cluster != null) {
            if (now < cluster.readyAt) {
                expected = IN_USE;
            } else if (MODES.indexOf(mode) != MODES.indexOf(cluster.mode) + 1) {
                expected = PARAMETER;
            } else {
                expected = OK;
                cluster.next = mode;
                cluster.readyAt = now + 1000;
                cluster.updates++;
            }
        }
        return new Step("change " + name + " " + mode, expected, () -> changeAndRemember(name, mode));
    }

    private Step protect(String name, boolean on) {
        Model cluster = model.get(name);
        String expected = NOT_FOUND;
        if (cluster != null) {
            expected = now < cluster.readyAt ? IN_USE : OK;
            if (expected.equals(OK)) {
                cluster.next = cluster.mode;
                cluster.protectedNext = on;
                cluster.readyAt = now + 1000;
                cluster.updates++;
            }
        }
        return new Step(
                "protect " + name + " " + on,
                expected,
                () -> eks.updateClusterConfig(r -> r.name(name).deletionProtection(on)));
    }

    private Step pass(long millis) {
        now += millis;
        return new Step("pass " + millis, OK, () -> life.clock.advance(Duration.ofMillis(millis)));
    }

    private Step settle(String name) {
        Model cluster = model.get(name);
        if (cluster == null) {
            return new Step("settle nothing", OK, () -> {});
        }
        cluster.readyAt = Math.min(cluster.readyAt, now);
        cluster.groups.replaceAll((id, group) -> new Group(group.role, group.type, Math.min(group.readyAt, now)));
        cluster.profiles.replaceAll((id, one) -> new Group(one.role, one.type, Math.min(one.readyAt, now)));
        return new Step("settle " + name, OK, () -> life.fake.cluster(name).settle());
    }

    private Step createGroup(String name, String group, String role, boolean windows) {
        Model cluster = model.get(name);
        String type = windows ? "EC2_WINDOWS" : "EC2_LINUX";
        String expected = NOT_FOUND;
        if (cluster != null) {
            if (cluster.creating(now)) {
                expected = REQUEST;
            } else if (cluster.groups.containsKey(group)) {
                expected = IN_USE;
            } else {
                expected = OK;
                cluster.groups.put(group, new Group(role, type, now + 1000));
                if (cluster.hasApi()) {
                    cluster.entries.putIfAbsent(role, type);
                }
            }
        }
        return new Step(
                "createGroup " + name + " " + group + " " + role + " " + type,
                expected,
                () -> life.createNodeGroup(
                        name, group, r -> r.nodeRole(role).amiType(windows ? "WINDOWS_CORE_2022_x86_64" : null)));
    }

    private Step createProfile(String name, String profile, String role) {
        Model cluster = model.get(name);
        String expected = NOT_FOUND;
        if (cluster != null) {
            expected = cluster.creating(now) || cluster.profiles.containsKey(profile) ? REQUEST : OK;
            if (expected.equals(OK)) {
                cluster.profiles.put(profile, new Group(role, "FARGATE_LINUX", now + 1000));
                if (cluster.hasApi()) {
                    cluster.entries.putIfAbsent(role, "FARGATE_LINUX");
                }
            }
        }
        return new Step(
                "createProfile " + name + " " + profile + " " + role,
                expected,
                () -> life.createProfile(name, profile, r -> r.podExecutionRoleArn(role)));
    }

    private Step deleteProfile(String name, String profile) {
        Model cluster = model.get(name);
        boolean there = cluster != null && cluster.profiles.remove(profile) != null;
        return new Step(
                "deleteProfile " + name + " " + profile,
                there ? OK : NOT_FOUND,
                () -> eks.deleteFargateProfile(r -> r.clusterName(name).fargateProfileName(profile)));
    }

    /** The last mode change that was begun, sent again with its token: the same answer, and no second update. */
    private Step replay() {
        Update begun = lastUpdate;
        if (begun == null || !model.containsKey(lastChanged)) {
            return new Step("replay nothing", OK, () -> {});
        }
        return new Step(
                "replay " + begun.id(),
                OK,
                () -> assertThat(change(lastChanged, lastMode, lastToken)).isEqualTo(begun));
    }

    private Update change(String name, String mode, String token) {
        return eks.updateClusterConfig(r -> r.name(name)
                        .accessConfig(a -> a.authenticationMode(mode))
                        .clientRequestToken(token))
                .update();
    }

    private void changeAndRemember(String name, String mode) {
        String token = "change-" + tokens++;
        lastUpdate = change(name, mode, token);
        lastChanged = name;
        lastMode = mode;
        lastToken = token;
    }

    private Step deleteGroup(String name, String group) {
        Model cluster = model.get(name);
        boolean there = cluster != null && cluster.groups.remove(group) != null;
        return new Step(
                "deleteGroup " + name + " " + group,
                there ? OK : NOT_FOUND,
                () -> eks.deleteNodegroup(r -> r.clusterName(name).nodegroupName(group)));
    }

    private Step createEntry(String name, String role) {
        Model cluster = model.get(name);
        String expected = ofEntries(cluster);
        if (cluster != null && expected.equals(OK) && cluster.entries.putIfAbsent(role, "STANDARD") != null) {
            expected = IN_USE;
        }
        return new Step(
                "createEntry " + name + " " + role,
                expected,
                () -> eks.createAccessEntry(r -> r.clusterName(name).principalArn(role)));
    }

    private Step deleteEntry(String name, String principal) {
        Model cluster = model.get(name);
        String expected = ofEntries(cluster);
        if (cluster != null && expected.equals(OK) && cluster.entries.remove(principal) == null) {
            expected = NOT_FOUND;
        }
        return new Step(
                "deleteEntry " + name + " " + principal,
                expected,
                () -> eks.deleteAccessEntry(r -> r.clusterName(name).principalArn(principal)));
    }

    private static String ofEntries(@Nullable Model cluster) {
        if (cluster == null) {
            return NOT_FOUND;
        }
        return cluster.hasApi() ? OK : REQUEST;
    }

    private Step delete(String name) {
        Model cluster = model.get(name);
        String expected = NOT_FOUND;
        if (cluster != null) {
            if (!cluster.groups.isEmpty() || !cluster.profiles.isEmpty()) {
                expected = IN_USE;
            } else if (cluster.isProtected) {
                expected = REQUEST;
            } else if (now < cluster.readyAt) {
                expected = IN_USE;
            } else {
                expected = OK;
                model.remove(name);
                lastUpdate = null;
            }
        }
        return new Step("delete " + name, expected, () -> eks.deleteCluster(r -> r.name(name)));
    }

    private Map<String, List<Object>> modelState() {
        Map<String, List<Object>> state = new TreeMap<>();
        model.forEach((name, cluster) -> {
            String status = cluster.creating(now) ? "CREATING" : cluster.next.isEmpty() ? "ACTIVE" : "UPDATING";
            Map<String, String> groups = new TreeMap<>();
            cluster.groups.forEach((id, group) -> groups.put(id, now < group.readyAt ? "CREATING" : "ACTIVE"));
            Map<String, String> profiles = new TreeMap<>();
            cluster.profiles.forEach((id, one) -> profiles.put(id, now < one.readyAt ? "CREATING" : "ACTIVE"));
            Object entries = cluster.hasApi() ? Map.copyOf(cluster.entries) : REQUEST;
            state.put(name, List.of(status, cluster.mode, groups, profiles, cluster.updates, entries));
        });
        return state;
    }

    private Map<String, List<Object>> state() {
        Map<String, List<Object>> state = new TreeMap<>();
        for (String name : eks.listClusters().clusters()) {
            var cluster = life.describe(name);
            Map<String, String> groups = new TreeMap<>();
            for (String id : eks.listNodegroups(r -> r.clusterName(name)).nodegroups()) {
                groups.put(
                        id,
                        eks.describeNodegroup(r -> r.clusterName(name).nodegroupName(id))
                                .nodegroup()
                                .statusAsString());
            }
            Map<String, String> profiles = new TreeMap<>();
            for (String id : eks.listFargateProfiles(r -> r.clusterName(name)).fargateProfileNames()) {
                profiles.put(
                        id,
                        eks.describeFargateProfile(r -> r.clusterName(name).fargateProfileName(id))
                                .fargateProfile()
                                .statusAsString());
            }
            int updates = eks.listUpdates(r -> r.name(name)).updateIds().size();
            state.put(
                    name,
                    List.of(
                            cluster.statusAsString(),
                            cluster.accessConfig().authenticationModeAsString(),
                            groups,
                            profiles,
                            updates,
                            entries(name)));
        }
        return state;
    }

    private Object entries(String name) {
        Map<String, String> types = new TreeMap<>();
        String outcome = outcome(() -> life.principals(name)
                .forEach(principal ->
                        types.put(principal, life.entry(name, principal).type())));
        return outcome.equals(OK) ? types : outcome;
    }
}
