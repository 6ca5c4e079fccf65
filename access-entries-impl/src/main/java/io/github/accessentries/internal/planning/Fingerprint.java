package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.internal.text.Sha256;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.rbac.RbacObjects;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A digest of what a plan relies on: the entries and objects that the desired state covers, the entries of administrators, and
 * those that it changes.
 * Whatever matters to a plan changes the digest, and so does an entry that was deleted and created again.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(
            DesiredAccess desired,
            Collection<PrincipalArn> relied,
            Collection<Finding> findings,
            Collection<AccessEntry> entries,
            RbacObjects objects) {
        Set<PrincipalArn> listed = new HashSet<>(desired.principals());
        listed.addAll(relied);
        MessageDigest digest = Sha256.begin();
        // A plan that was copied without its findings is another plan.
        findings.forEach(finding -> digest.update((finding.name() + "\n").getBytes(StandardCharsets.UTF_8)));
        entries.stream()
                .filter(entry -> listed.contains(entry.principal())
                        || desired.ownership().owns(entry))
                .sorted(Comparator.comparing(AccessEntry::principal))
                .forEach(entry -> digest.update(text(entry).getBytes(StandardCharsets.UTF_8)));
        ObjectOwner owner = new ObjectOwner(desired.ownership());
        Set<String> names =
                desired.objects().stream().map(RbacObject::reference).collect(Collectors.toSet());
        Set<String> policies = desired.entries().stream()
                .flatMap(entry -> entry.customPolicies().keySet().stream())
                .map(CustomPolicy::name)
                .collect(Collectors.toCollection(HashSet::new));
        Stream.<RbacObject>concat(objects.roles().stream(), objects.bindings().stream())
                .filter(object -> names.contains(object.reference())
                        || owner.ownsUnlisted(object)
                        || policies.contains(object.labels().get(ScopedPolicy.POLICY_LABEL)))
                .map(Fingerprint::text)
                .sorted()
                .forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whose entries a plan relies on beside those that the state covers: dead ones that it changes need not be covered. */
    static Set<PrincipalArn> relied(Collection<PrincipalArn> administrators, Collection<Change> changes) {
        Set<PrincipalArn> relied = new TreeSet<>(administrators);
        changes.stream()
                .filter(EntryChange.class::isInstance)
                .forEach(change -> relied.add(((EntryChange) change).principal()));
        return relied;
    }

    private static String text(AccessEntry entry) {
        List<String> parts = new ArrayList<>();
        parts.add(entry.principal().toString());
        parts.add(entry.arn().orElse(""));
        parts.add(entry.type().toString());
        parts.add(entry.username());
        parts.addAll(new TreeSet<>(entry.groups()));
        new TreeMap<>(entry.tags()).forEach((key, value) -> parts.addAll(List.of("tag", key, value)));
        entry.policies().forEach(association -> parts.add(association.toString()));
        return joined(parts);
    }

    private static String text(RbacObject object) {
        List<String> parts = new ArrayList<>(List.of(object.toString()));
        new TreeMap<>(object.labels()).forEach((key, value) -> parts.addAll(List.of("label", key, value)));
        new TreeMap<>(object.annotations()).forEach((key, value) -> parts.addAll(List.of("annotation", key, value)));
        return joined(parts);
    }

    /** The lengths keep apart parts that would be equal when joined. */
    private static String joined(List<String> parts) {
        return parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining(",", "", "\n"));
    }
}
