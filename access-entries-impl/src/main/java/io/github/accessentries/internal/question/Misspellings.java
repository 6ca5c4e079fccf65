package io.github.accessentries.internal.question;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what is certainly a mistake in a question that a person asks: it names something that no API server ever asks about,
 * so a denial of it means nothing. Requests that come from an API server are not held against this. Immutable.
 */
public final class Misspellings {

    private static final String ALL = "*";
    private static final int MAX_NAMESPACE_LENGTH = 63;
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    /** As kubectl takes it between the resource and its group. */
    private static final Pattern VERSION = Pattern.compile("v[0-9]+((alpha|beta)[0-9]+)?(\\.(?<group>.*))?");

    private static final int MOST_SUGGESTIONS = 3;

    private final BuiltInResources builtIn = BuiltInResources.all();
    private final Set<String> customResources;

    /**
     * For a cluster.
     *
     * @param customResources what it has besides the resources of Kubernetes and those of groups with a name of their own,
     *     as {@link AccessRequest#of(String, String)} takes it
     */
    public Misspellings(Set<String> customResources) {
        this.customResources = Set.copyOf(customResources);
    }

    /**
     * What is wrong with a question.
     *
     * @param request the question
     * @return a sentence with what may be meant, empty if the question can be meant as it stands
     */
    public Optional<String> in(AccessRequest request) {
        return inAnyNamespace(request).or(() -> request.isForResource() ? namespace(request) : Optional.empty());
    }

    /**
     * What is wrong with a question about namespaces of any names, such as those that match a pattern.
     *
     * @param request the question, with something that stands for a namespace
     * @return a sentence with what may be meant, empty if the question can be meant as it stands but for the name of the namespace
     */
    public Optional<String> inAnyNamespace(AccessRequest request) {
        return request.isForResource() ? resource(request) : verb(request, "paths");
    }

    private Optional<String> resource(AccessRequest request) {
        String resource = request.resource();
        String group = request.apiGroup();
        String part = request.subresource().orElse("");
        if (resource.equals(ALL) || group.equals(ALL)) {
            return verb(request, "resources");
        }
        String inGroup = group.isEmpty() ? resource : resource + "." + group;
        if (customResources.contains(inGroup) || customResources.contains(inGroup + "/" + part)) {
            return Optional.empty();
        }
        Optional<BuiltInResource> known = builtIn.find(group, resource);
        if (known.isEmpty()) {
            return unknownResource(resource, group, part);
        }
        if (!part.isEmpty() && !part.equals(ALL) && !known.get().hasSubresource(part)) {
            return Optional.of(unknownPart(known.get(), part));
        }
        return verb(request, known.get()).or(() -> clusterScoped(request, known.get()));
    }

    private Optional<String> unknownResource(String resource, String group, String part) {
        var version = VERSION.matcher(group);
        if (version.matches()) {
            String without = version.group("group") == null ? "" : version.group("group");
            if (builtIn.find(without, resource).isPresent()) {
                return Optional.of(quoted(group)
                        + " begins with a version, and access is granted for a group, whatever the version"
                        + didYouMean(List.of(builtIn.find(without, resource).get()), part));
            }
        }
        boolean mayBeCustom = group.contains(".");
        if (mayBeCustom && !builtIn.hasGroup(group.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        List<BuiltInResource> meant = builtIn.meantBy(resource.toLowerCase(Locale.ROOT));
        List<BuiltInResource> inGroup = meant.stream()
                .filter(each -> each.apiGroup().equals(group.toLowerCase(Locale.ROOT)))
                .toList();
        if (mayBeCustom) {
            // A newer Kubernetes may have more in its groups, and everybody may in groups of their own.
            return inGroup.isEmpty()
                    ? Optional.empty()
                    : Optional.of(noSuch(resource, group) + didYouMean(inGroup, part));
        }
        List<BuiltInResource> suggested = inGroup.isEmpty() ? meant : inGroup;
        return Optional.of(noSuch(resource, group)
                + (suggested.isEmpty()
                        ? "; a custom resource is named with its group, for example widgets.example.com"
                        : didYouMean(suggested, part)));
    }

    private String noSuch(String resource, String group) {
        return group.isEmpty() || builtIn.hasGroup(group)
                ? "the " + (group.isEmpty() ? "core group" : "group " + quoted(group))
                        + " of Kubernetes has no resource " + quoted(resource)
                : "Kubernetes has no group " + quoted(group);
    }

    private static String unknownPart(BuiltInResource resource, String part) {
        String text = resource.inGroup() + " has no subresource " + quoted(part);
        return resource.subresourceMeantBy(part)
                .map(each -> text + "; did you mean " + resource.inGroup() + "/" + each + "?")
                .orElseGet(() -> text
                        + (resource.subresources().isEmpty()
                                ? "; it has none"
                                : "; it has "
                                        + resource.subresources().stream()
                                                .sorted()
                                                .collect(Collectors.joining(", "))));
    }

    private static Optional<String> verb(AccessRequest request, String what) {
        return Verbs.meantBy(request.verb(), request.isForResource())
                .map(meant -> noVerb(request, what) + orMeant(meant));
    }

    /** Exec and the like are verbs on a subresource, if the resource has that. */
    private static Optional<String> verb(AccessRequest request, BuiltInResource resource) {
        return Verbs.meantBy(request.verb(), true)
                .map(meant -> noVerb(request, resource.inGroup())
                        + (Verbs.subresourceIn(meant)
                                        .filter(part -> !resource.hasSubresource(part))
                                        .isPresent()
                                ? ""
                                : orMeant(meant)));
    }

    private static String noVerb(AccessRequest request, String what) {
        return "no API server asks for the verb " + quoted(request.verb()) + " on " + what;
    }

    private static String orMeant(String meant) {
        return "; did you mean " + meant + "?";
    }

    /** One Namespace object is in the namespace of its name. */
    private static Optional<String> clusterScoped(AccessRequest request, BuiltInResource resource) {
        return resource.namespaced()
                        || request.namespace().isEmpty()
                        || resource.inGroup().equals("namespaces")
                        || NamespacedRequests.isAsked(request.verb(), resource)
                ? Optional.empty()
                : Optional.of(
                        resource.inGroup() + " are in no namespace, so a question about them in one means nothing;"
                                + " ask it without a namespace");
    }

    private static Optional<String> namespace(AccessRequest request) {
        return request.namespace()
                .filter(name -> name.length() > MAX_NAMESPACE_LENGTH
                        || !NAMESPACE.matcher(name).matches())
                .map(name ->
                        "no namespace can have the name " + quoted(name) + ", since names of namespaces have at most "
                                + MAX_NAMESPACE_LENGTH + " lower-case letters, digits and -" + meant(name));
    }

    private static String meant(String name) {
        String lower = name.toLowerCase(Locale.ROOT).strip().replace('_', '-');
        boolean isOne = lower.length() <= MAX_NAMESPACE_LENGTH
                && NAMESPACE.matcher(lower).matches();
        return isOne ? "; did you mean " + lower + "?" : "";
    }

    private static String didYouMean(List<BuiltInResource> resources, String part) {
        return resources.stream()
                .limit(MOST_SUGGESTIONS)
                .map(each -> suggested(each, part))
                .collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    /** With the subresource that is asked for, or may be meant, but with none that it does not have. */
    private static String suggested(BuiltInResource resource, String part) {
        if (part.isEmpty()) {
            return resource.inGroup();
        }
        boolean isIts = part.equals(ALL) || resource.hasSubresource(part);
        return (isIts ? Optional.of(part) : resource.subresourceMeantBy(part))
                .map(each -> resource.inGroup() + "/" + each)
                .orElse(resource.inGroup());
    }

    private static String quoted(String text) {
        return "\"" + PlainText.of(text) + "\"";
    }
}
