package io.github.accessentries.testkit;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Gives and takes one thing at a time, by ways that meet no faults: entries, of every other of which somebody tells, the mapping of the
 * last person, and bindings of teams. For one thread.
 */
final class SoakChanges {

    private final FakeCluster cluster;
    private final AccessEntries entries;
    private final Runnable hint;
    private final SoakJournal journal;
    private final RandomGenerator random;
    private final List<FakePrincipal> people;
    private final boolean[] given;
    private final boolean[] bound;

    /** The last of the people is in {@code aws-auth}, and the others have entries; {@code hint} tells of a change of those. */
    SoakChanges(
            FakeCluster cluster,
            Runnable hint,
            SoakJournal journal,
            RandomGenerator random,
            List<FakePrincipal> people,
            int teams) {
        this.cluster = cluster;
        this.entries = cluster.ownEntries();
        this.hint = hint;
        this.journal = journal;
        this.random = random;
        this.people = people;
        this.given = new boolean[people.size()];
        this.bound = new boolean[teams];
    }

    /** Gives every other thing, so that there is something to take from the beginning. */
    void begin() {
        for (int which = 0; which < given.length + bound.length; which += 2) {
            change(which);
        }
    }

    void one() {
        change(random.nextInt(given.length + bound.length));
    }

    private void change(int which) {
        if (which >= given.length) {
            bind(which - given.length);
        } else if (which == given.length - 1) {
            map(which);
        } else {
            give(which);
        }
    }

    private void give(int person) {
        given[person] = !given[person];
        boolean there = given[person];
        journal.change(
                "policy " + person,
                there,
                () -> journal.change("login " + person, there, () -> {
                    if (there) {
                        entries.grant(people.get(person).arn())
                                .username("person-" + person)
                                .allow(AccessPolicy.VIEW)
                                .inNamespaces("home-" + person)
                                .apply();
                    } else {
                        entries.revoke(people.get(person).arn());
                    }
                }));
        if (person % 2 == 0) {
            hint.run();
        }
    }

    private void map(int person) {
        given[person] = !given[person];
        AwsAuth mapped = AwsAuth.builder()
                .addRoles(AwsAuth.ArnMapping.of(people.get(person).arn().toString(), "mapped", List.of()))
                .build();
        journal.change(
                "login " + person, given[person], () -> cluster.awsAuth(given[person] ? mapped : AwsAuth.none()));
    }

    private void bind(int team) {
        bound[team] = !bound[team];
        StringBuilder objects = new StringBuilder("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: settings}
                rules: [{verbs: [get], apiGroups: [""], resources: [configmaps]}]
                """);
        for (int each = 0; each < bound.length; each++) {
            if (bound[each]) {
                objects.append("""
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: reads, namespace: team-%1$d}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: settings}
                        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: team-%1$d}]
                        """.formatted(each));
            }
        }
        journal.change("team " + team, bound[team], () -> cluster.rbac(RbacObjects.parse(objects.toString())));
    }
}
