package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is about access in a configuration. */
final class ConfigurationReader {

    private static final Set<String> OF_ANY_BLOCK = Set.of(
            "//",
            "region",
            "count",
            "for_each",
            "provider",
            "depends_on",
            "lifecycle",
            "timeouts",
            "dynamic",
            "connection",
            "provisioner");
    private static final List<String> OF_ENTRY =
            List.of("cluster_name", "principal_arn", "kubernetes_groups", "type", "user_name", "tags", "region");
    private static final List<String> OF_ASSOCIATION =
            List.of("cluster_name", "principal_arn", "policy_arn", "access_scope", "region");

    private final Configuration configuration;
    private final Evaluator evaluator;
    private final AccessOfDocument access;
    private final Map<String, String> given;

    ConfigurationReader(Configuration configuration, Map<String, String> given, AccessOfDocument access) {
        this.configuration = configuration;
        this.evaluator = new Evaluator(configuration, given);
        this.access = access;
        this.given = given;
    }

    void read() {
        configuration.hideSecrets(given);
        configuration.forEachOf(Resource.ENTRY, (name, body) -> readBlock(Resource.ENTRY, name, body, OF_ENTRY));
        configuration.forEachOf(
                Resource.ASSOCIATION, (name, body) -> readBlock(Resource.ASSOCIATION, name, body, OF_ASSOCIATION));
        configuration.forEachModule((name, body) -> EksModule.read(name, body, evaluator, configuration, access));
        configuration.forEachResource(this::readOther);
        configuration.removed().forEach(this::readRemoved);
        configuration.forEachUnknown(
                (kind, field) -> access.leaveOut(field, kind, "is no kind of block that is known here"));
    }

    private void readBlock(String type, String name, Field body, List<String> arguments) {
        String address = type + "." + name;
        refuseUnknown(body, arguments);
        try {
            List<Resource> resources = new ArrayList<>();
            Optional<Field> region = region(body);
            String provider = Providers.of(body);
            for (Instance instance : evaluator.repetition(body).instances()) {
                resources.add(new ConfiguredResource(
                        address + instance.suffix(),
                        body,
                        configuration.providers().home(provider, region, evaluator, instance),
                        provider,
                        instance,
                        evaluator,
                        configuration));
            }
            resources.forEach(type.equals(Resource.ENTRY) ? access::entry : access::association);
            noteWhatOthersChange(address, body);
        } catch (Unanswered e) {
            if (type.equals(Resource.ENTRY)) {
                access.leaveOut(body, address, e.reason());
            } else {
                access.leaveOutAssociation(unread(address, body), e.reason());
            }
        }
    }

    /** All that a block stands for, of which nobody knows how often or where it is. */
    private Resource unread(String address, Field body) {
        Home home;
        try {
            home = configuration.providers().home(Providers.of(body), region(body), evaluator, Instance.ONLY);
        } catch (Unanswered unknown) {
            home = new Home("", "");
        }
        return new ConfiguredResource(address, body, home, Providers.AWS, Instance.ONLY, evaluator, configuration);
    }

    private static Optional<Field> region(Field body) {
        return body.member("region").filter(field -> !field.isEmpty());
    }

    private void readOther(String address, Field body) {
        String type = address.substring(0, address.indexOf('.'));
        if (!OtherAccess.isLookedAt(type)) {
            return;
        }
        try {
            if (evaluator.repetition(body).instances().isEmpty()) {
                return;
            }
        } catch (Unanswered unknown) {
            // It may be there, which is reason enough to look at it.
        }
        OtherResource other =
                new OtherResource(type, body, field -> evaluator.evaluate(field, Instance.ONLY), Optional.empty());
        OtherAccess.reason(other).ifPresent(reason -> access.leaveOut(body, address, reason));
    }

    /** What is given up without being deleted stays on the cluster. */
    private void readRemoved(Field block) {
        boolean isDeleted = block.member("lifecycle").map(Blocks::bodies).orElse(List.of()).stream()
                .noneMatch(lifecycle -> lifecycle
                        .member("destroy")
                        .filter(Field::isText)
                        .flatMap(Field::text)
                        .filter("false"::equals)
                        .isPresent());
        String from =
                block.member("from").filter(Field::isText).flatMap(Field::text).orElse("");
        String written = from.replaceAll("^\\s*\\$\\{\\s*|\\s*}\\s*$", "");
        String type = written.replaceAll("\\..*", "");
        if (isDeleted || !(type.equals("module") || OtherAccess.isKept(type))) {
            return;
        }
        String address = PlainText.of(written);
        if (type.equals(Resource.ASSOCIATION)) {
            access.leaveOut(
                    block,
                    address,
                    ShownDocument.GIVEN_UP + "; it may belong to any entry, which is carried over without it");
        } else {
            access.leaveOut(block, address, ShownDocument.GIVEN_UP);
        }
    }

    private static void refuseUnknown(Field body, List<String> arguments) {
        body.members().forEach((argument, value) -> {
            if (!arguments.contains(argument) && !OF_ANY_BLOCK.contains(argument)) {
                value.fault("this field is unknown; use " + String.join(", ", arguments));
            }
        });
    }

    /** What Terraform makes once and then leaves to others is carried over as it is made. */
    private void noteWhatOthersChange(String address, Field body) {
        List<String> ignored = new ArrayList<>();
        body.member("lifecycle").map(Blocks::bodies).orElse(List.of()).stream()
                .flatMap(lifecycle -> lifecycle.member("ignore_changes").stream())
                .flatMap(changes -> changes.isList() ? changes.items().stream() : List.of(changes).stream())
                .filter(Field::isText)
                .forEach(argument -> argument.text().ifPresent(ignored::add));
        if (!ignored.isEmpty()) {
            access.noteIfCarriedOver(
                    address,
                    body,
                    "is carried over as Terraform makes it, but its lifecycle ignores changes of "
                            + PlainText.names(ignored) + ", so that others may change them");
        }
    }
}
