package io.github.accessentries.internal.question;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The resources of Kubernetes itself, from the file that lists them. Immutable. */
final class BuiltInResources {

    private static final String FILE = "kubernetes-resources.txt";
    private static final String NO_LONGER_SERVED = "extensions";
    private static final BuiltInResources INSTANCE = read();

    private final Map<String, BuiltInResource> byName;
    private final Set<String> groups;

    private BuiltInResources(Map<String, BuiltInResource> byName) {
        this.byName = byName;
        this.groups = new HashSet<>();
        byName.values().forEach(resource -> groups.add(resource.apiGroup()));
    }

    static BuiltInResources all() {
        return INSTANCE;
    }

    Collection<BuiltInResource> resources() {
        return Collections.unmodifiableCollection(byName.values());
    }

    private static BuiltInResources read() {
        Map<String, BuiltInResource> resources = new LinkedHashMap<>();
        try (InputStream file = requireNonNull(BuiltInResources.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(BuiltInResources::resource)
                    .forEach(resource -> resources.put(resource.inGroup(), resource));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
        return new BuiltInResources(resources);
    }

    private static BuiltInResource resource(String line) {
        String[] parts = line.split(" +", 5);
        return new BuiltInResource(
                parts[0].equals("-") ? "" : parts[0], parts[1], parts[2].equals("n"), names(parts[3]), names(parts[4]));
    }

    private static Set<String> names(String list) {
        return list.equals("-") ? Set.of() : Set.of(list.split(",", -1));
    }

    Optional<BuiltInResource> find(String apiGroup, String name) {
        return Optional.ofNullable(byName.get(apiGroup.isEmpty() ? name : name + "." + apiGroup));
    }

    /** Whether Kubernetes has the group, so that no custom resource can be in it. */
    boolean hasGroup(String apiGroup) {
        return groups.contains(apiGroup);
    }

    /** Those that somebody could mean by a name, in whatever group: by their own name first. */
    List<BuiltInResource> meantBy(String name) {
        List<BuiltInResource> named = where(resource -> resource.name().equals(name));
        List<BuiltInResource> called = where(resource -> resource.otherNames().contains(name));
        List<BuiltInResource> meant =
                Stream.concat(named.stream(), called.stream()).distinct().toList();
        return served(meant.isEmpty() ? where(resource -> Likeness.isSlip(name, resource.name())) : meant);
    }

    /** Those of a group that no supported version serves any more are meant only where nothing else can be. */
    private static List<BuiltInResource> served(List<BuiltInResource> meant) {
        List<BuiltInResource> served = meant.stream()
                .filter(resource -> !resource.apiGroup().equals(NO_LONGER_SERVED))
                .toList();
        return served.isEmpty() ? meant : served;
    }

    private List<BuiltInResource> where(Predicate<BuiltInResource> condition) {
        return byName.values().stream().filter(condition).toList();
    }
}
