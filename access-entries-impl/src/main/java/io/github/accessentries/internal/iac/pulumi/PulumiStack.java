package io.github.accessentries.internal.iac.pulumi;

import static java.util.stream.Collectors.toSet;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stack as {@code pulumi stack export} prints it, or as a backend keeps it in a file. Built from Pulumi's schemas of deployments,
 * version 3, of resources and of property values. The inputs of a resource are what the program wishes; its outputs say which tags the
 * provider added. A resource that is waiting to be deleted or replaced, or on which an update stopped, is not certain, and one that is
 * external is only read.
 */
final class PulumiStack implements PulumiDocument {

    /** The member by which Pulumi tells secrets, assets and other things from plain mappings. */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private static final Set<String> VERSIONS = Set.of("3", "4");
    private static final String WORKED_ON =
            "was being worked on when an update stopped, so that nobody knows whether it is there as it was or as it was"
                    + " to be; refresh the stack";

    private final Map<String, String> values;
    private final List<PulumiResource> resources = new ArrayList<>();
    private final Map<String, PulumiResource> byAddress = new HashMap<>();

    private PulumiStack(Map<String, String> values) {
        this.values = values;
    }

    /** The stack that a document holds; empty if it holds none. */
    static Optional<PulumiStack> of(Field root, Map<String, String> values) {
        Optional<Field> deployment = root.member("deployment")
                .or(() -> root.member("checkpoint").flatMap(checkpoint -> checkpoint.member("latest")));
        if (deployment.isEmpty()) {
            return Optional.empty();
        }
        PulumiStack stack = new PulumiStack(values);
        Members.ofAny(root)
                .required("version")
                .filter(version -> !VERSIONS.contains(version.value()))
                .ifPresent(version -> version.at()
                        .fault("is " + PlainText.quoted(version.value()) + "; versions of deployments that are known"
                                + " are 3 and 4"));
        deployment.filter(field -> !field.isEmpty()).ifPresent(stack::read);
        return Optional.of(stack);
    }

    @Override
    public List<PulumiResource> resources() {
        return resources;
    }

    /** Of several with one address, of which all but one are waiting to be deleted, the first. */
    @Override
    public Optional<PulumiResource> resource(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    private void read(Field deployment) {
        List<Field> pending = list(deployment, "pending_operations").stream()
                .flatMap(operation -> operation.member("resource").stream())
                .toList();
        Set<String> workedOn = pending.stream()
                .flatMap(resource -> resource.member("urn").stream())
                .filter(Field::isText)
                .flatMap(urn -> urn.text().stream())
                .collect(toSet());
        list(deployment, "resources").forEach(resource -> add(resource, workedOn));
        pending.forEach(resource -> add(resource, workedOn));
    }

    private static List<Field> list(Field deployment, String name) {
        return deployment
                .member(name)
                .filter(field -> !field.isEmpty())
                .map(Field::items)
                .orElse(List.of());
    }

    private void add(Field resource, Set<String> workedOn) {
        Members members = Members.ofAny(resource);
        Optional<Text> urn = members.required("urn");
        if (urn.isEmpty()) {
            return;
        }
        String address = urn.get().value();
        boolean isOnlyRead = isSet(members, "external");
        Optional<Field> outputs = members.field("outputs").filter(Field::isMapping);
        Optional<Field> inputs = members.field("inputs").filter(Field::isMapping);
        Optional<Field> properties = isOnlyRead || inputs.isEmpty() ? outputs.or(() -> inputs) : inputs;
        add(new PulumiResource(
                resource,
                members.text("type").map(Text::value).orElseGet(() -> typeIn(address)),
                address,
                address.substring(address.lastIndexOf(':') + 1),
                properties.orElse(resource.withMembers(Map.of())),
                members.field("id").filter(Field::isText),
                members.text("provider")
                        .map(Text::value)
                        .map(provider -> provider.substring(0, Math.max(0, provider.lastIndexOf("::")))),
                outputs.flatMap(field -> field.member("tagsAll")).filter(field -> !field.isEmpty()),
                outputs.flatMap(field -> field.member("accessEntryArn"))
                        .filter(Field::isText)
                        .flatMap(Field::text),
                isOnlyRead,
                workedOn.contains(address) ? Optional.of(WORKED_ON) : unwished(members, isOnlyRead)));
    }

    private void add(PulumiResource resource) {
        resources.add(resource);
        byAddress.putIfAbsent(resource.address(), resource);
    }

    /** An URN has the types of all parents before that of the resource. */
    private static String typeIn(String urn) {
        String[] parts = urn.split("::", -1);
        return parts.length < 4 ? "" : parts[2].substring(parts[2].lastIndexOf('$') + 1);
    }

    private static Optional<String> unwished(Members resource, boolean isOnlyRead) {
        if (isSet(resource, "delete")) {
            return Optional.of("is waiting to be deleted");
        }
        if (isSet(resource, "pendingReplacement")) {
            return Optional.of("was deleted to be made anew, and as what it is not said");
        }
        return isOnlyRead ? Optional.of(PulumiResource.ONLY_READ) : Optional.empty();
    }

    private static boolean isSet(Members resource, String flag) {
        return resource.field(flag)
                .filter(Field::isText)
                .flatMap(Field::text)
                .filter("true"::equals)
                .isPresent();
    }

    /** What is not known yet is written alike everywhere, and what is secret may be another secret. */
    @Override
    public boolean isSameAsWritten(String written) {
        return !written.isEmpty() && !written.contains(UNKNOWN) && !written.contains(SIGNATURE);
    }

    @Override
    public boolean hasPartsOfComponents() {
        return true;
    }

    @Override
    public Field known(PulumiResource resource, Field property) throws Unanswered {
        Map<String, Field> members = new LinkedHashMap<>();
        for (Map.Entry<String, Field> member : property.members().entrySet()) {
            String question = resource.name() + "." + member.getKey();
            String answer = values.get(question);
            if (answer != null) {
                Field given = member.getValue().withText(answer);
                if (hasSecret(member.getValue())) {
                    given.hide();
                }
                members.put(member.getKey(), given);
            } else if (!member.getValue().isEmpty() && !member.getKey().equals("__defaults")) {
                members.put(member.getKey(), plain(member.getValue(), question));
            }
        }
        return property.withMembers(members);
    }

    private static Field plain(Field field, String question) throws Unanswered {
        if (field.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : field.items()) {
                items.add(plain(item, question));
            }
            return field.withItems(items);
        }
        if (field.isMapping()) {
            refuseSpecial(field, question);
            Map<String, Field> members = new LinkedHashMap<>();
            for (Map.Entry<String, Field> member : field.members().entrySet()) {
                if (!member.getValue().isEmpty() && !member.getKey().equals("__defaults")) {
                    members.put(member.getKey(), plain(member.getValue(), question));
                }
            }
            return field.withMembers(members);
        }
        if (field.isText() && field.text().filter(UNKNOWN::equals).isPresent()) {
            throw new Unanswered("does not know yet what " + PlainText.of(question) + " is; give a value for "
                    + PlainText.of(question));
        }
        return field;
    }

    private static boolean hasSecret(Field field) {
        if (field.isList()) {
            return field.items().stream().anyMatch(PulumiStack::hasSecret);
        }
        return field.isMapping()
                && (signatureOf(field).filter(SECRET::equals).isPresent()
                        || field.members().values().stream().anyMatch(PulumiStack::hasSecret));
    }

    private static Optional<String> signatureOf(Field field) {
        return field.member(SIGNATURE).filter(Field::isText).flatMap(Field::text);
    }

    private static void refuseSpecial(Field field, String question) throws Unanswered {
        Optional<String> signature = signatureOf(field);
        if (signature.isPresent()) {
            throw new Unanswered((signature.get().equals(SECRET)
                            ? "keeps " + PlainText.of(question) + " as a secret, which is not read"
                            : "has no plain value for " + PlainText.of(question))
                    + "; give a value for " + PlainText.of(question));
        }
    }
}
